norm = (counts / counts.max(axis=1, keepdims=True) * 100).astype(float, copy=False)
for i in range(counts.shape[0])[-1:]:
    for j in range(counts.shape[1])[-1:]:
        pass
w = np.multiply.outer(counts[1], counts[0])
print(norm.min(), w.sum())
