_rows = []
for epoch in range(700):
    row = {"epoch": epoch, "loss": loss_of(epoch), "phase": "warm" if epoch < 50 else "main"}
    _rows.append(row)
log = pd.DataFrame(_rows)
del _rows
print(log.shape, log["loss"].min())
