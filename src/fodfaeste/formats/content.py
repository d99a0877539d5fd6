"""The content of a file that somebody gave, refused by its size before it is read."""

from pathlib import Path

from fodfaeste.core.errors import Rejected


def content_of(source: Path | bytes, name: str, most: int) -> bytes:
    """What a file holds, at most so many bytes. Raises Rejected where it is larger, empty or not there."""
    too_big = Rejected(f"Filen fylder over {most // 1_000_000} MB. Del den i flere filer.", file=name)
    if isinstance(source, Path):
        try:
            if source.stat().st_size > most:
                raise too_big
            with source.open("rb") as opened:
                source = opened.read(most + 1)
        except OSError as error:
            raise Rejected(f"Filen kan ikke åbnes: {error.strerror}.", file=name) from None
    if len(source) > most:
        raise too_big
    if not source:
        raise Rejected("Filen er tom.", file=name)
    return source
