"""Settings: flags before environment before parlance.toml before defaults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from assistant.settings import configure, mask


def toml(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "parlance.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_nearest_source_wins_and_is_named(tmp_path: Path) -> None:
    """A flag beats the environment, which beats the file, which beats the default; each says where it came from."""
    file = toml(tmp_path, 'as_of = 2026-01-01\ncompany = "File"\nproduct = "File"\n')
    environment = {"PARLANCE_COMPANY": "Environment", "PARLANCE_AS_OF": "2026-02-02"}
    configured = configure(file, environment, {"as_of": date(2026, 3, 3)})
    assert configured.settings.as_of == date(2026, 3, 3)
    assert configured.settings.company == "Environment"
    assert configured.settings.product == "File"
    assert {name: configured.origin[name] for name in ("as_of", "company", "product", "passages")} == {
        "as_of": "flag",
        "company": "PARLANCE_COMPANY",
        "product": "parlance.toml",
        "passages": "default",
    }


def test_an_unknown_setting_is_refused_with_line_and_nearest_name(tmp_path: Path) -> None:
    """A misspelt setting does not silently do nothing."""
    file = toml(tmp_path, 'company = "A"\nas_off = 2026-01-01\n')
    with pytest.raises(ConfigurationError) as caught:
        configure(file, {}, {})
    assert str(caught.value) == "parlance.toml:2: as_off: unknown setting. Did you mean `as_of`?"


def test_a_wrong_value_names_its_source(tmp_path: Path) -> None:
    """A value of the wrong type says which variable or file it stands in."""
    with pytest.raises(ConfigurationError, match="PARLANCE_PASSAGES"):
        configure(None, {"PARLANCE_PASSAGES": "many"}, {})
    with pytest.raises(ConfigurationError, match=r"parlance\.toml: passages"):
        configure(toml(tmp_path, "passages = 0\n"), {}, {})


def test_broken_toml_says_where(tmp_path: Path) -> None:
    """A file that is no TOML is a configuration error with the place."""
    with pytest.raises(ConfigurationError, match="line 1"):
        configure(toml(tmp_path, "as_of = \n"), {}, {})


@pytest.mark.parametrize("name", ["api_key", "slack_token", "database_url"])
def test_secrets_are_masked(name: str) -> None:
    """Nobody reads a secret from `config`; whether it is set can be seen."""
    assert "s3cret" not in mask(name, "s3cret")
    assert mask(name, None) == ""
