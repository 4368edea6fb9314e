import pytest

from jupyter_perf.refinement import original
from jupyter_perf.sandbox.work import Ended, Outcome, Raised


@pytest.mark.parametrize(("kind", "is_named"), [("PermissionError", True), ("ValueError", False)])
def test_a_file_out_of_sight_comes_with_the_option_that_shows_it(kind, is_named):
    raised = Raised(kind, "'/data/a.csv'", 3, in_user_code=False)
    with pytest.raises(original.NotVerifiable, match="in line 3") as caught:
        original._explain(Outcome(Ended.OK, raised=raised))
    assert ("`--read PATH`" in str(caught.value)) is is_named
