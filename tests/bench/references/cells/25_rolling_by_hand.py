_hr = hr.to_numpy(dtype=float)
_known = ~np.isnan(_hr)
smooth = [np.nan] * min(len(_hr), 29)
if len(_hr) > 29:
    # Windows are summed one by one: a running sum would carry rounding errors along.
    _windows = np.lib.stride_tricks.sliding_window_view
    _sums = _windows(np.where(_known, _hr, 0.0), 30).sum(axis=1)
    with np.errstate(invalid="ignore"):
        _means = _sums / _windows(_known, 30).sum(axis=1)
    smooth = np.concatenate([smooth, _means])
    del _windows, _sums, _means
for i in range(len(hr))[-1:]:
    pass
del _hr, _known
smooth = pd.Series(smooth)
smooth.max()
