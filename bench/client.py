"""A browser's bare bones: one connection that stays open, one request after the other, little of our own."""

import socket
import time
from collections.abc import Callable
from statistics import median
from types import TracebackType


class Client:
    """Asks one server and reads whole answers; takes gzip as every browser does."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port, self.cookie = port, cookie
        self._open()

    def _open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.socket.close()

    def again(self) -> None:
        """A new connection: a server lets go of one that was idle for two seconds."""
        self.socket.close()
        self._open()

    def get(self, path: str, *, plain: bool = False) -> tuple[int, bytes]:
        """(status, body as sent) of one page; `plain`: not squeezed."""
        return self._ask("GET", path, {} if plain else {"Accept-Encoding": "gzip"})

    def put(self, path: str, sent: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """(status, body) of what is put there."""
        return self._ask("PUT", path, {**headers, "Content-Length": str(len(sent))}, sent)

    def _ask(self, verb: str, path: str, headers: dict[str, str], sent: bytes = b"") -> tuple[int, bytes]:
        named = {"Host": f"127.0.0.1:{self.port}", **headers, **({"Cookie": self.cookie} if self.cookie else {})}
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        self.socket.sendall(f"{verb} {path} HTTP/1.1\r\n{lines}\r\n".encode() + sent)
        head, _, body = self._until_head().partition(b"\r\n\r\n")
        lowered = head.lower()
        length = int(lowered.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += self._more()
        if b"connection: close" in lowered:
            self.again()
        return int(head[9:12]), body

    def _until_head(self) -> bytes:
        read = b""
        while b"\r\n\r\n" not in read:
            read += self._more()
        return read

    def _more(self) -> bytes:
        part = self.socket.recv(262144)
        if not part:
            raise ConnectionError("The server closed the connection.")
        return part


def p50(client: Client, paths: list[str], before: Callable[[], object] = bool) -> float:
    """The median time of these pages in milliseconds; every one of them must be there. `before` each is not timed."""
    client.again()
    times = []
    for path in paths:
        before()
        began = time.perf_counter()
        status, _body = client.get(path)
        times.append((time.perf_counter() - began) * 1000)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}.")
    return median(times)
