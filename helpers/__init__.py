"""One Page, Seven Counties: from a newspaper page to tables and charts.

page -> dispatches -> sentences -> tokens ------> word measures --\\
                               \\-> quantities -> metric tables ---> charts
"""

from helpers.charts import plot_density, plot_frequencies, plot_growth, plot_kinds, plot_money, plot_page, plot_targets, plot_tf_idf
from helpers.checks import check
from helpers.collocations import collocations, concordance
from helpers.dates import resolve_dates
from helpers.derived import check_plausibility, derive_figures
from helpers.environment import check_environment
from helpers.ledger import evaluate, quantity_ledger
from helpers.marked import highlight, trace
from helpers.measures import content_words, dispersion, keyness, similarity, tf_idf, type_token_ratio, word_frequencies
from helpers.output import save_chart, save_table, show_chart, show_table
from helpers.page import ReportError, load_report, parse_report
from helpers.portraits import plot_keyness, plot_network, plot_portraits, plot_poster, plot_tiles, plot_timeline
from helpers.quantities import extract_quantities
from helpers.schemas import SchemaError, validate_ledger
from helpers.sentences import split_sentences
from helpers.tables import actual_and_target, base_of_growth, change_table, commitment_table, count_kinds, figure_density, level_table
from helpers.words import general_frequencies, measure_segmentation, read_cuts, score_segmentation, segment
