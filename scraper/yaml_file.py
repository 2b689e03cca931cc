"""A portal's YAML file with the lines of its keys, for errors that say where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from scraper.errors import PortalError


def read_yaml(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The top mapping of a file, and the line of each of its keys.

    Raises:
        PortalError: it cannot be read, is no YAML, or gives a key twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except RecursionError as error:
        raise PortalError(str(path), "is not valid YAML (it is nested too deep); correct it") from error
    except OSError as error:
        raise PortalError(str(path), f"cannot be read ({error.strerror}); check the file") from error
    except UnicodeDecodeError as error:
        raise PortalError(str(path), "is not UTF-8; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise PortalError(str(path), f"is not valid YAML ({error.problem}); correct it", line) from error
    except (yaml.YAMLError, ValueError) as error:
        raise PortalError(str(path), f"is not valid YAML ({str(error).splitlines()[0]}); correct it") from error
    if not isinstance(node, yaml.MappingNode) or not isinstance(data, dict):
        raise PortalError(str(path), "holds no portal; write lines such as 'id: nxlw'")
    return {str(key): value for key, value in data.items()}, _lines(path, node)


def _lines(path: Path, node: yaml.MappingNode) -> dict[str, int]:
    """The line of each key; what YAML itself lets pass, a key given twice, is an error at any depth."""
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if str(key.value) in lines:
            raise PortalError(str(path), f"{key.value} is given twice; keep one", line)
        lines[str(key.value)] = line
        if isinstance(value, yaml.MappingNode):
            _lines(path, value)
    return lines
