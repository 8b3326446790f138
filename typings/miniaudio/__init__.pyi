"""What of miniaudio is used; the library ships no types."""

from collections.abc import Generator
from enum import Enum

class MiniaudioError(Exception): ...

class Backend(Enum):
    NULL = ...

class Devices:
    backend: str
    def __init__(self, backends: list[Backend] | None = ...) -> None: ...
    def get_playbacks(self) -> list[dict[str, object]]: ...

class PlaybackDevice:
    def __init__(
        self,
        *,
        nchannels: int = ...,
        sample_rate: int = ...,
        buffersize_msec: int = ...,
        device_id: object | None = ...,
        backends: list[Backend] | None = ...,
    ) -> None: ...
    def start(self, callback_generator: Generator[bytes, int]) -> None: ...
    def close(self) -> None: ...
