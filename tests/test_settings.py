"""Settings: flags before environment before parlance.toml before defaults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from assistant.settings import Settings, configure, field_names, mask, variable

PRICE = "input_per_million = 2\noutput_per_million = 8\nas_of = 2026-11-01\n"


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


def test_a_part_of_the_settings_comes_from_file_and_environment(tmp_path: Path) -> None:
    """`[llm]` is read field by field, so that the environment may replace one and leave the others."""
    file = toml(tmp_path, '[llm]\nmodel = "file"\nseed = 5\n\n[llm.prices."gpt"]\n' + PRICE)
    configured = configure(file, {"PARLANCE_LLM_MODEL": "environment", "PARLANCE_LLM_API_KEY": "s3cret"}, {})
    llm = configured.settings.llm
    assert (llm.model, llm.seed) == ("environment", 5)
    assert llm.api_key is not None
    assert llm.api_key.get_secret_value() == "s3cret"
    assert llm.prices["gpt"].output_per_million == 8
    origin = {name: configured.origin[name] for name in ("llm.model", "llm.seed", "llm.api_key", "llm.attempts")}
    assert origin == {
        "llm.model": "PARLANCE_LLM_MODEL",
        "llm.seed": "parlance.toml",
        "llm.api_key": "PARLANCE_LLM_API_KEY",
        "llm.attempts": "default",
    }


def test_no_secret_is_shown(tmp_path: Path) -> None:
    """`config` and a printed value hold neither the key nor a password in an address; limits in tokens do show."""
    file = toml(
        tmp_path, '[llm]\napi_key = "s3cret"\nbase_url = "https://me:s3cret@models.example/v1"\nmax_tokens = 777\n'
    )
    configured = configure(file, {}, {})
    shown = {name: value for name, value, _ in configured.shown()}
    assert "s3cret" not in str(shown)
    assert "s3cret" not in repr(configured.settings.llm.api_key)
    assert "models.example" in shown["llm.base_url"]
    assert shown["llm.max_tokens"] == "777"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[llm]\nmodle = 1\n", "parlance.toml:2: llm.modle: unknown setting. Did you mean `model`?"),
        ('modle = 1\n[llm]\nmodel = "m"\n', "parlance.toml:1: modle: unknown setting."),
        ("[lmm]\nmodel = 1\n", "parlance.toml:1: lmm: unknown setting. Did you mean `llm`?"),
    ],
)
def test_an_unknown_setting_of_a_part_is_found_in_its_table(tmp_path: Path, text: str, says: str) -> None:
    """The line is that of the table, the suggestion one of its names."""
    with pytest.raises(ConfigurationError) as caught:
        configure(toml(tmp_path, text), {}, {})
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize(
    ("text", "environment", "says"),
    [
        ("[llm]\ntimeout_seconds = -1\n", {}, "parlance.toml: llm.timeout_seconds: "),
        ("", {"PARLANCE_LLM_ATTEMPTS": "many"}, "PARLANCE_LLM_ATTEMPTS (llm.attempts): "),
        ('[llm]\nbase_url = "models"\n', {}, "parlance.toml: llm: base_url `models` is no http(s) address"),
        ('[llm]\nprovider = "azure_openai"\n', {}, "parlance.toml: llm: provider `azure_openai` needs api_version"),
        ('[llm.prices."gpt"]\ninput_per_million = 1\n', {}, "parlance.toml: llm.prices.gpt.output_per_million: "),
    ],
)
def test_a_wrong_value_of_a_part_names_its_place(
    tmp_path: Path, text: str, environment: dict[str, str], says: str
) -> None:
    """What is wrong with one field, or with fields that do not go together, says where it was set."""
    with pytest.raises(ConfigurationError) as caught:
        configure(toml(tmp_path, text), environment, {})
    assert str(caught.value).startswith(says)


def test_every_setting_has_a_variable_of_its_own() -> None:
    """No two settings share an environment variable, so a part cannot shadow a setting."""
    names = list(field_names(Settings))
    assert len({variable(name) for name in names}) == len(names)
