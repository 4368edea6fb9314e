"""Which machines to rent for a mix of requests, and how many of each, at the lowest price.

    from jupyter_perf.estimation.serving.packing.solving import pack
    plan = pack(requests, 30.0, instances, throughputs)     # 30 requests a second
    plan.counts, plan.usd_per_hour                          # {"a10g": 3, "a100-80gb": 1}, 6.7

`Problem` (`problem`) is what is asked, checked; `solve` gives its `Plan` (`plan`). Of a `Problem`
there are also `alone` (each machine by itself), `day` (a curve of rates) and `sensitivity` (other
prices, rates, throughputs). After Mélange (arXiv 2404.14527).
"""
