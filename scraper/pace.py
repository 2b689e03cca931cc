"""How fast a host is asked: a delay with jitter, wider where the host asks for it, and patient retries."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from urllib3.util.retry import Retry

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

Seconds = float

#: Answers worth asking again: too many requests, and failures that pass.
_RETRIED = frozenset({429, 500, 502, 503, 504})
_ATTEMPTS = 3
_LONGEST_WAIT: Seconds = 120
_WIDEST_DELAY: Seconds = 60
#: What a delay becomes at most through jitter, as a factor.
_JITTER = 1.4


@dataclass
class Pace:
    """Keeps one host's requests apart. Clock and sleep can be given, so that tests take no time."""

    clock: Callable[[], Seconds] = time.monotonic
    sleep: Callable[[Seconds], None] = time.sleep
    jitter: Callable[[float, float], float] = random.uniform
    _last: dict[str, Seconds] = field(default_factory=dict)
    _wider: dict[str, Seconds] = field(default_factory=dict)

    def wait(self, host: str, delay: Seconds) -> None:
        """Wait until `host` may be asked again, and count the request as made now."""
        delay = max(delay, self._wider.get(host, 0)) * self.jitter(1, _JITTER)
        if host in self._last and (rest := self._last[host] + delay - self.clock()) > 0:
            self.sleep(rest)
        self._last[host] = self.clock()

    def widen(self, host: str, delay: Seconds) -> None:
        """Ask `host` no faster than every `delay` seconds for the rest of the run."""
        self._wider[host] = max(self._wider.get(host, 0), min(delay, _WIDEST_DELAY))

    def throttled(self, host: str, delay: Seconds) -> None:
        """The host answered 429: double what separates its requests."""
        self.widen(host, 2 * max(delay, self._wider.get(host, 0), 1))


class PatientRetry(Retry):
    """urllib3's retries with an injected sleep and a bound on what Retry-After may ask."""

    pause: Callable[[Seconds], None] = staticmethod(time.sleep)

    @classmethod
    def polite(cls, pause: Callable[[Seconds], None], shortest: Seconds) -> Self:
        """Three more attempts where an answer is worth them, the first after `shortest`; TLS failures are final."""
        retry = cls(
            total=_ATTEMPTS,
            other=0,
            redirect=0,
            status_forcelist=_RETRIED,
            allowed_methods={"GET"},
            backoff_factor=shortest,
            backoff_max=_LONGEST_WAIT,
            raise_on_status=False,
        )
        retry.pause = pause
        return retry

    def new(self, **options: Any) -> Self:
        """A copy with other counts; see urllib3."""
        retry = super().new(**options)
        retry.pause = self.pause
        return retry

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Wait as the server asks, or a doubling time."""
        asked = self.get_retry_after(response) if response is not None else None
        self.pause(max(self.backoff_factor, min(asked or self.get_backoff_time(), _LONGEST_WAIT)))
