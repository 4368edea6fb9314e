"""Turning loops over numbers into expressions over whole arrays, by what depends on what.

A loop's body is run once, with a `Vector` (an expression over all rounds) in place of each number:

- `loop` and `comprehension` make the rewrite; `guards` orders the tests beside it, `sharing` works
  out once what comes again.
- `heads` reads what a loop goes through, `body` runs statements, `loops` ends inner loops, `writes`
  follows elements that are written, `running` names that go from round to round.
- `terms`, `operators`, `calls`, `rows`, `elements` and `written_out` translate expressions.
- `inner` runs comprehensions as the loops that they are, `recurring` and `draws` know elements made
  of the one before, and random numbers; `bounds` tells how large numbers can get.
- `growing` knows parts that get longer from round to round; `stepping` runs inner loops that go on
  from round to round for all outer rounds side by side (`step`, `stepped_…`).
- `hits` and `split` tell which rounds do anything, and what of a loop that can't be vectorised can
  be worked out beforehand (`tried`, `apart`); `along` does what is done to rows and columns.
- `dependences` tells whether rounds get in each other's way; `results`, `totals` and `wholes` write
  down what the loop leaves.
- `inputs`, `sizes` and `types` say what is known of the names around it.

Whatever isn't understood raises `Decline`; what depends on the data becomes a guard, a test under
which loop and arrays give the same, beside which the loop is kept.
"""
