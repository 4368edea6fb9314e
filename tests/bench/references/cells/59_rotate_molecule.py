R = np.zeros((P.shape[0], Q.shape[1]), dtype=int)
if R.size:
    R += P @ Q[np.arange(P.shape[1])]
for i in range(P.shape[0])[-1:]:
    for j in range(Q.shape[1])[-1:]:
        for k in range(P.shape[1])[-1:]:
            pass
np.trace(R[:80])
