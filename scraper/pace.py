"""How fast a host is asked: a delay with jitter, wider where the host asks for it, and patient retries."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from urllib3.exceptions import InvalidHeader, MaxRetryError
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
    """Keeps one host's requests apart. Clock and sleep can be given, so that tests take no time.

    Attributes:
        wider: host → the delay that it asked for.
        on_wider: told of each host that asks for a wider delay than before.
    """

    clock: Callable[[], Seconds] = time.monotonic
    sleep: Callable[[Seconds], None] = time.sleep
    jitter: Callable[[float, float], float] = random.uniform
    wider: dict[str, Seconds] = field(default_factory=dict)
    on_wider: Callable[[str, Seconds], None] | None = None
    _last: dict[str, Seconds] = field(default_factory=dict)

    def wait(self, host: str, delay: Seconds) -> None:
        """Wait until `host` may be asked again, and count the request as made now."""
        delay = max(delay, self.wider.get(host, 0)) * self.jitter(1, _JITTER)
        if host in self._last and (rest := self._last[host] + delay - self.clock()) > 0:
            self.sleep(rest)
        self._last[host] = self.clock()

    def again(self, host: str, pause: Seconds) -> None:
        """Wait for `pause`, or longer where the host asked for more, before the same request is repeated now."""
        self.sleep(max(pause, self.wider.get(host, 0)))
        self._last[host] = self.clock()

    def widen(self, host: str, delay: Seconds) -> None:
        """Ask `host` no faster than every `delay` seconds for the rest of the run."""
        if (delay := min(delay, _WIDEST_DELAY)) > self.wider.get(host, 0):
            self.wider[host] = delay
            if self.on_wider:
                self.on_wider(host, delay)

    def throttled(self, host: str, delay: Seconds) -> None:
        """The host answered 429: double what separates its requests."""
        self.widen(host, 2 * max(delay, self.wider.get(host, 0), 1))


class PatientRetry(Retry):
    """urllib3's retries with an injected sleep. Who asks by Retry-After for more than we wait is not asked again."""

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

    def increment(self, *args: Any, **options: Any) -> Self:
        """Count an attempt; see urllib3. The answer is final when the wait it asks for is too long."""
        if (asked := self._asked(options.get("response"))) is not None and asked > _LONGEST_WAIT:
            raise MaxRetryError(options.get("_pool"), str(args[1]) if len(args) > 1 else "")  # type: ignore[arg-type]
        return super().increment(*args, **options)

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Wait as the server asks, or a doubling time."""
        self.pause(max(self.backoff_factor, self._asked(response) or self.get_backoff_time()))

    def _asked(self, response: BaseHTTPResponse | None) -> Seconds | None:
        """What Retry-After asks for; None where it says nothing sensible."""
        try:
            return self.get_retry_after(response) if response is not None else None
        except InvalidHeader:
            return None
