"""Charts tested as data: heights, order, labels, units, legend, alt text, and a glyph for every character."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from colorspacious import cspace_convert
from conftest import ROOT
from matplotlib.colors import to_rgb
from matplotlib.dates import num2date
from matplotlib.text import Text
from PIL import Image

from helpers import (
    actual_and_target,
    collocations,
    commitment_table,
    content_words,
    count_kinds,
    figure_density,
    keyness,
    level_table,
    plot_density,
    plot_frequencies,
    plot_growth,
    plot_keyness,
    plot_kinds,
    plot_money,
    plot_network,
    plot_page,
    plot_portraits,
    plot_poster,
    plot_targets,
    plot_tf_idf,
    plot_tiles,
    plot_timeline,
    resolve_dates,
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
        "keyness": plot_keyness(key_words(words)),
        "network": plot_network(collocations(words).head(20)),
        "timeline": plot_timeline(promises(ledger), "2022-06-25"),
        "tiles": plot_tiles(figure_density(dispatches, ledger).set_index("county")["per_hundred"], "quantities per 100 characters"),
        "portraits": plot_portraits(dispatches, ledger, tf_idf(words)),
        "poster": plot_poster(dispatches, ledger, tf_idf(words)),
    }


def key_words(words: pd.DataFrame) -> pd.DataFrame:
    own = words.loc[words["county"] == "平湖", "token"].value_counts()
    return keyness(own, words.loc[words["county"] != "平湖", "token"].value_counts()).head(8)


def promises(ledger: pd.DataFrame) -> pd.DataFrame:
    return commitment_table(ledger).assign(date_to=resolve_dates(ledger, "2022-06-25")["date_to"])


def tick_labels(ax) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def legend_texts(ax) -> list[str]:
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_every_chart_has_title_unit_alt_text_and_source(charts):
    for name, ax in charts.items():
        assert ax.get_title(loc="left") or name == "poster", name
        assert len(alt_text(ax)) > 40, name
        figure = ax.get_figure(root=True)
        assert "Source: data/report.txt" in figure.get_supxlabel(), name
        texts = [text.get_text() for text in figure.findobj(Text)]
        assert any(re.search("count|per |characters|unit|yuan|multiple|ratio|due|quantit", text) for text in texts), name


def test_no_chart_is_cut_at_the_edge(charts):
    for name, ax in charts.items():
        figure = ax.get_figure(root=True)
        inside = figure.get_tightbbox().padded(-0.02)
        width, height = figure.get_size_inches()
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
    assert [bar.get_width() for bar in ax.patches] == dispatches["text"].str.len().tolist()
    boxes = [path.get_extents() for kind in ax.collections for path in kind.get_paths()]
    marks = [((box.y0 + box.y1) / 2, box.x0) for box in boxes]
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


def test_the_picture_in_the_readme_is_the_poster_of_today(charts):
    # The same way as tools/store.py: drawn for print, then a third of the size.
    save_chart(charts["poster"], "poster", dpi=300)
    today = Image.open(output_folder("charts") / "poster.png").convert("RGB").reduce(3)
    stored = Image.open(ROOT / "notebooks" / "poster.png")
    assert today.size == stored.size
    assert np.array_equal(np.asarray(today), np.asarray(stored))


def test_the_poster_is_a3(charts):
    width, height = charts["poster"].get_figure(root=True).get_size_inches()
    assert width * 25.4 == pytest.approx(297, abs=0.5) and height * 25.4 == pytest.approx(420, abs=0.5)


def test_keyness_dots_and_intervals_are_the_table(tokens):
    table = key_words(content_words(tokens))
    ax = plot_keyness(table)
    lines, sure, unsure = ax.collections
    ends = sorted(tuple(segment[:, 0]) for segment in lines.get_segments())
    assert ends == sorted(zip(table["low"], table["high"]))
    assert len(sure.get_offsets()) == (table["low"] > 1).sum()
    assert len(sure.get_offsets()) + len(unsure.get_offsets()) == len(table)
    assert tick_labels(ax) == table.index.tolist()


def test_network_shows_every_word_once_and_no_two_words_overlap(tokens):
    pairs = collocations(content_words(tokens)).head(20)
    ax = plot_network(pairs)
    words = [text for text in ax.texts if text.get_bbox_patch()]
    assert sorted(text.get_text() for text in words) == sorted(set(pairs["left"]) | set(pairs["right"]))
    boxes = [text.get_window_extent() for text in words]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_timeline_marks_stand_on_the_due_days(ledger):
    table = promises(ledger)
    ax = plot_timeline(table, "2022-06-25")
    assert legend_texts(ax) == ["target"], "no plan of this page has a date"
    drawn = sorted(num2date(x).date().isoformat() for marks in ax.collections[1:] for x, _ in marks.get_offsets())
    assert drawn == sorted(table["date_to"].dropna().dt.date.map(str))
    assert [text.get_text() for text in ax.texts].count("no date") == table["date_to"].isna().sum()


def test_tiles_stand_where_the_counties_lie_and_carry_the_values(dispatches, ledger):
    values = figure_density(dispatches, ledger).set_index("county")["per_hundred"]
    ax = plot_tiles(values, "quantities per 100 characters")
    places = {text.get_text().split("\n")[0]: text.get_position() for text in ax.texts[:7]}
    assert places["嘉善"][1] > places["平湖"][1] > places["海盐"][1], "north is up"
    assert places["桐乡"][0] < places["南湖"][0] < places["平湖"][0], "east is right"
    assert {text.get_text().split("\n")[-1] for text in ax.texts[:7]} == {f"{value:.3g}" for value in values}


def test_portraits_have_a_panel_for_every_county(dispatches, ledger, tokens):
    ax = plot_portraits(dispatches, ledger, tf_idf(content_words(tokens)))
    titles = [panel.get_title(loc="left") for panel in ax.figure.axes if panel.get_title(loc="left")]
    counts = count_kinds(dispatches, ledger)["quantity"]
    assert [int(title.split(": ")[1].split()[0]) for title in titles] == counts.tolist()


@pytest.mark.parametrize("kind", [None, "deuteranomaly", "protanomaly", "tritanomaly"])
@pytest.mark.parametrize("palette", [KIND_COLOURS, {name: colour for name, (_, colour) in STATUS_MARKS.items()}], ids=["kinds", "status"])
def test_colours_are_far_apart_for_every_reader(kind, palette):
    """At least ten units of CAM02-UCS between any two colours, as readers with full colour blindness see them."""
    colours = np.array([to_rgb(colour) for colour in palette.values()])
    if kind:
        space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
        colours = np.clip(cspace_convert(colours, space, "sRGB1"), 0, 1)
    seen = cspace_convert(colours, "sRGB1", "CAM02-UCS")
    distances = [np.linalg.norm(a - b) for i, a in enumerate(seen) for b in seen[i + 1 :]]
    assert min(distances) > 10, min(distances)


def test_a_chart_without_alt_text_is_refused():
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match="no alt text"):
        show_chart(ax)
    with pytest.raises(ValueError, match="no alt text"):
        save_chart(ax, "mute")


def test_saved_tables_open_in_excel_and_come_back(dispatches, ledger):
    table = figure_density(dispatches, ledger)
    save_table(table, "density", {"per_hundred": "per 100 characters"})
    path = output_folder("tables") / "density.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    headed = table.rename(columns={"per_hundred": "per_hundred (per 100 characters)"})
    pd.testing.assert_frame_equal(pd.read_csv(path), headed, check_dtype=False)
    pd.testing.assert_frame_equal(pd.read_parquet(path.with_suffix(".parquet")), headed, check_dtype=False)


def test_a_cell_that_looks_like_a_formula_is_made_harmless_in_the_csv_only():
    cells = ["=1+1", "+5%", "-4.2%", "@home", "14.3%"]
    save_table(pd.DataFrame({"surface": cells, "value": [-1.0] * 5}), "harmless")
    path = output_folder("tables") / "harmless.csv"
    back = pd.read_csv(path)
    assert back["surface"].tolist() == ["'=1+1", "'+5%", "'-4.2%", "'@home", "14.3%"]
    assert back["value"].tolist() == [-1.0] * 5
    assert pd.read_parquet(path.with_suffix(".parquet"))["surface"].tolist() == cells
