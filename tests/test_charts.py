"""Charts tested as data: heights, order, labels, units, legend, alt text, and a glyph for every character."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from helpers import (
    actual_and_target,
    content_words,
    count_kinds,
    figure_density,
    level_table,
    plot_density,
    plot_frequencies,
    plot_growth,
    plot_kinds,
    plot_money,
    plot_page,
    plot_targets,
    plot_tf_idf,
    save_chart,
    save_table,
    show_chart,
    tf_idf,
    word_frequencies,
)
from helpers.charts import KIND_COLOURS, STATUS_MARKS
from helpers.figure import county_labels
from helpers.output import alt_text, output_folder

GROWTH = pd.DataFrame({"county": ["平湖", "海盐", "平湖"], "measure": ["GDP", "GDP", "产值"], "percent": [10.1, 8.3, 14.3]})


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture
def charts(dispatches, tokens, ledger):
    """Every chart of the collection, drawn from the page."""
    words = content_words(tokens)
    return {
        "page": plot_page(dispatches, ledger),
        "kinds": plot_kinds(count_kinds(dispatches, ledger)),
        "density": plot_density(figure_density(dispatches, ledger)),
        "frequencies": plot_frequencies(word_frequencies(words).head(12)),
        "tf_idf": plot_tf_idf(tf_idf(words)),
        "money": plot_money(level_table(ledger, "money")),
        "growth": plot_growth(GROWTH),
        "targets": plot_targets(actual_and_target(ledger, {"规上工业产值": "规模以上工业产值"})),
    }


def tick_labels(ax) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def legend_texts(ax) -> list[str]:
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_every_chart_has_title_unit_alt_text_and_source(charts):
    for name, ax in charts.items():
        assert ax.get_title(loc="left"), name
        assert len(alt_text(ax)) > 40, name
        assert "Source: data/report.txt" in ax.figure.get_supxlabel(), name
        has_unit = ax.get_xlabel() or any("unit" in other.get_ylabel() for other in ax.figure.axes)
        assert has_unit, name


def test_no_chart_is_cut_at_the_edge(charts):
    for name, ax in charts.items():
        inside = ax.figure.get_tightbbox().padded(-0.02)
        width, height = ax.figure.get_size_inches()
        assert inside.x0 >= 0 and inside.y0 >= 0 and inside.x1 <= width and inside.y1 <= height, (name, inside)


def test_density_bars_are_the_table(dispatches, ledger):
    table = figure_density(dispatches, ledger)
    ax = plot_density(table)
    assert [bar.get_width() for bar in ax.patches] == table["per_hundred"].tolist()
    assert tick_labels(ax) == county_labels(table["county"])
    assert ax.get_xlim()[0] == 0 and ax.yaxis_inverted()
    assert [text.get_text() for text in ax.texts] == [f"{value:.2f}" for value in table["per_hundred"]]


def test_kind_bars_stack_to_the_totals(dispatches, ledger):
    table = count_kinds(dispatches, ledger)
    ax = plot_kinds(table)
    widths = np.array([bar.get_width() for bar in ax.patches]).reshape(len(KIND_COLOURS), len(table))
    assert widths.sum(axis=0).tolist() == table["total"].tolist()
    assert widths.T.tolist() == table[list(KIND_COLOURS)].to_numpy().tolist()
    assert legend_texts(ax) == list(KIND_COLOURS)


def test_marks_of_the_page_stand_where_the_expressions_stand(dispatches, ledger):
    ax = plot_page(dispatches, ledger)
    strips, *kinds = ax.containers
    assert [bar.get_width() for bar in strips] == dispatches["text"].str.len().tolist()
    marks = [(bar.get_y() + bar.get_height() / 2, bar.get_x()) for bars in kinds for bar in bars]
    rows = {county: y for y, county in enumerate(dispatches["county"])}
    expected = [(rows[county], start) for county, start in zip(ledger["county"], ledger["start"])]
    assert sorted((round(y), x) for y, x in marks) == sorted(expected)


def test_frequency_bars_say_count_and_dispersion(tokens):
    table = word_frequencies(content_words(tokens)).head(5)
    ax = plot_frequencies(table)
    assert [bar.get_width() for bar in ax.patches] == table["frequency"].tolist()
    assert tick_labels(ax) == table["token"].tolist()
    assert ax.texts[0].get_text() == f"{table['frequency'][0]}  in {table['counties'][0]} dispatches"


def test_heat_map_cells_are_the_weights(tokens):
    weights = tf_idf(content_words(tokens))
    ax = plot_tf_idf(weights, words=2)
    cells = ax.images[0].get_array()
    tops = weights.groupby("county", sort=False).head(2)
    assert tick_labels(ax) == tops["token"].drop_duplicates().tolist()
    for column, (_, group) in enumerate(tops.groupby("county", sort=False)):
        for token, weight in zip(group["token"], group["tf_idf"]):
            assert cells[tick_labels(ax).index(token), column] == weight


def test_money_dots_are_the_values_on_a_logarithmic_scale(ledger):
    table = level_table(ledger, "money")
    ax = plot_money(table)
    assert ax.get_xscale() == "log"
    drawn = sorted(tuple(point) for dots in ax.collections for point in dots.get_offsets())
    assert drawn == sorted(zip(sorted(table["value"].astype(float), reverse=True), range(len(table))))
    arrows = [text for text in ax.texts if text.arrow_patch is not None]
    assert len(arrows) == table["bound"].isin(["over", "under"]).sum()
    assert legend_texts(ax) == list(STATUS_MARKS)


def test_growth_dots_are_sorted_and_start_at_zero():
    ax = plot_growth(GROWTH)
    assert tick_labels(ax) == ["平湖 Pinghu", "海盐 Haiyan", "平湖 Pinghu"]
    dots = [tuple(map(float, point)) for marks in ax.collections[1:] for point in marks.get_offsets()]
    assert sorted(dots) == [(8.3, 1.0), (10.1, 0.0), (14.3, 2.0)]
    assert ax.get_xlim()[0] == 0
    assert sorted(legend_texts(ax)) == ["GDP", "产值"]


def test_dumbbells_reach_from_one_to_the_ratio(ledger):
    pairs = actual_and_target(ledger, {"规上工业产值": "规模以上工业产值"})
    ax = plot_targets(pairs)
    actual, target = ax.collections[1:]
    assert actual.get_offsets()[:, 0].tolist() == [1.0] * len(pairs)
    assert target.get_offsets()[:, 0].tolist() == pytest.approx((pairs["target"] / pairs["actual"]).tolist())


def test_a_chart_draws_on_the_axes_it_is_given(dispatches, ledger):
    _, own = plt.subplots()
    assert plot_density(figure_density(dispatches, ledger), ax=own) is own


def test_a_character_without_a_glyph_is_an_error(dispatches, ledger):
    table = figure_density(dispatches, ledger).replace({"county": {"平湖": "𓀀县"}})
    with pytest.raises(UserWarning, match="Glyph .* missing from"):
        plot_density(table)


def test_chinese_comes_from_the_font_of_the_environment_not_of_the_system(charts):
    label = charts["density"].get_yticklabels()[0]
    assert label.get_fontfamily()[0] == "Noto Sans SC"
    from matplotlib.font_manager import findfont

    assert "pylopdf_fonts_zh_cn" in findfont("Noto Sans SC", fallback_to_default=False)


def test_saved_charts_are_the_same_bytes_twice(dispatches, ledger):
    table = figure_density(dispatches, ledger)
    files = []
    for _ in range(2):
        save_chart(plot_density(table), "twice")
        files.append([(output_folder("charts") / f"twice.{end}").read_bytes() for end in ("png", "svg")])
    assert files[0] == files[1]
    assert b"quantities per 100 characters" in files[0][1], "the SVG does not carry its description"


def test_the_picture_in_the_readme_is_the_chart_of_today(dispatches, ledger):
    save_chart(plot_page(dispatches, ledger), "page")
    today, stored = (plt.imread(path) for path in (output_folder("charts") / "page.png", ROOT / "notebooks" / "page.png"))
    assert today.shape == stored.shape
    assert np.abs(today - stored).mean() < 0.001


def test_a_chart_without_alt_text_is_refused():
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match="no alt text"):
        show_chart(ax)
    with pytest.raises(ValueError, match="no alt text"):
        save_chart(ax, "mute")


def test_saved_tables_open_in_excel_and_come_back(dispatches, ledger):
    table = figure_density(dispatches, ledger)
    save_table(table, "density")
    path = output_folder("tables") / "density.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    pd.testing.assert_frame_equal(pd.read_csv(path), table, check_dtype=False)
