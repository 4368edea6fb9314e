"""What code does that can't be run in the sandbox: one row per effect."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """One kind of effect.

    `does` is what the user reads. `calls` are dotted names of callables, `module.*` for all of a
    module; `methods` are methods of objects whose module isn't known, or is one of the user's
    libraries; `kinds` are types (`module.*`, or `module.Type`) any method of which counts.
    `unless` names a check of `checks` under which a call is harmless after all; `when` one without
    which it is.
    """

    does: str
    calls: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    when: str = ""
    unless: str = ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILES, NETWORK, DATABASE = "writes files", "talks to a network", "talks to a database"
PROCESSES, GPU, STATE = "starts other processes", "uses a GPU", "changes the process it runs in"

EFFECTS = (
    Effect(
        FILES,
        calls=_words("open io.open codecs.open gzip.open bz2.open lzma.open os.open os.fdopen"),
        methods=_words("open"),
        when="opens_for_writing",
    ),
    Effect(FILES, calls=_words("zipfile.ZipFile tarfile.open h5py.File"), when="opens_for_writing"),
    Effect(FILES, methods=_words("write_text write_bytes touch mkdir rmdir symlink_to savetxt")),
    Effect(
        FILES,
        methods=_words(
            "to_csv to_json to_html to_latex to_string to_markdown to_xml to_parquet to_feather "
            "to_orc to_pickle to_excel to_hdf to_stata savefig write_csv write_parquet write_json "
            "write_html write_image write_ipc save_model sink_csv sink_parquet"
        ),
        when="names_a_target",
    ),
    Effect(
        FILES,
        calls=_words(
            "numpy.save numpy.savez numpy.savez_compressed numpy.savetxt matplotlib.pyplot.savefig "
            "matplotlib.pyplot.imsave joblib.dump torch.save pyarrow.parquet.write_table "
            "pyarrow.feather.write_feather pandas.to_pickle scipy.io.savemat scipy.sparse.save_npz "
            "safetensors.numpy.save_file safetensors.torch.save_file imageio.imwrite cv2.imwrite "
            "pandas.ExcelWriter pandas.HDFStore"
        ),
        unless="into_memory",
    ),
    Effect(
        FILES,
        calls=_words(
            "os.remove os.unlink os.rename os.renames os.replace os.mkdir os.makedirs os.rmdir "
            "os.removedirs os.truncate os.link os.symlink os.chmod os.chown os.utime shutil.copy "
            "shutil.copy2 shutil.copyfile shutil.copytree shutil.copyfileobj shutil.move "
            "shutil.rmtree shutil.make_archive shutil.unpack_archive tempfile.NamedTemporaryFile "
            "tempfile.TemporaryFile tempfile.TemporaryDirectory tempfile.mkdtemp tempfile.mkstemp "
            "shelve.open dbm.open logging.FileHandler"
        ),
    ),
    Effect(
        NETWORK,
        calls=_words(
            "requests.* httpx.* aiohttp.* urllib.request.* urllib3.* http.client.* ftplib.* "
            "smtplib.* imaplib.* telnetlib.* xmlrpc.client.* paramiko.* boto3.* botocore.* "
            "openai.* anthropic.* google.generativeai.* cohere.* replicate.* wandb.* mlflow.* "
            "yfinance.* gspread.* tweepy.* praw.* websockets.* websocket.* grpc.* s3fs.* gcsfs.* "
            "huggingface_hub.* google.cloud.* azure.* kaggle.* wget.* gdown.* feedparser.* "
            "socket.socket socket.create_connection socket.create_server socket.getaddrinfo "
            "socket.gethostbyname asyncio.open_connection asyncio.start_server "
            "datasets.load_dataset seaborn.load_dataset nltk.download sklearn.datasets.fetch_* "
            "tensorflow.keras.datasets.* pandas_datareader.* torch.hub.* pandas.read_gbq"
        ),
        kinds=_words(
            "requests.Session httpx.* aiohttp.* openai.* anthropic.* boto3.* botocore.* "
            "urllib3.* paramiko.* http.client.* socket.* websockets.* wandb.* s3fs.* gcsfs.*"
        ),
        unless="only_data_types",
    ),
    Effect(
        NETWORK,
        calls=_words(
            "pandas.read_* polars.read_* polars.scan_* numpy.loadtxt numpy.genfromtxt "
            "geopandas.read_file imageio.imread skimage.io.imread matplotlib.pyplot.imread "
            "pyarrow.parquet.read_table dask.dataframe.read_* xarray.open_dataset"
        ),
        when="reads_an_address",
    ),
    Effect(NETWORK, calls=_words("torchvision.*"), methods=_words("load_data"), when="downloads"),
    Effect(
        DATABASE,
        calls=_words(
            "sqlite3.connect sqlalchemy.create_engine psycopg.* psycopg2.* pymysql.* MySQLdb.* "
            "mysql.connector.* pymongo.* redis.* cx_Oracle.* oracledb.* pyodbc.* "
            "snowflake.connector.* clickhouse_connect.* cassandra.* elasticsearch.* pymssql.*"
        ),
        kinds=_words(
            "sqlite3.* sqlalchemy.engine.* sqlalchemy.orm.* psycopg.* psycopg2.* pymysql.* "
            "pymongo.* redis.* duckdb.* elasticsearch.* pyodbc.*"
        ),
        unless="in_memory_database",
    ),
    Effect(
        DATABASE,
        calls=_words("pandas.read_sql pandas.read_sql_query pandas.read_sql_table"),
        methods=_words("to_sql to_gbq"),
        unless="only_in_memory_databases",
    ),
    Effect(
        PROCESSES,
        calls=_words(
            "subprocess.* os.system os.popen os.fork os.forkpty os.execv os.execve os.execvp "
            "os.execl os.execlp os.spawnv os.spawnl os.posix_spawn os.kill pty.* pexpect.* "
            "multiprocessing.Pool multiprocessing.Process multiprocessing.Manager "
            "multiprocessing.Queue multiprocessing.get_context multiprocessing.pool.Pool "
            "concurrent.futures.ProcessPoolExecutor asyncio.create_subprocess_exec "
            "asyncio.create_subprocess_shell webbrowser.* ray.init distributed.Client "
            "dask.distributed.Client pyspark.* multiprocess.* pathos.* loky.*"
        ),
        kinds=_words("multiprocessing.* subprocess.* pyspark.* distributed.* ray.*"),
        unless="harmless_process_call",
    ),
    Effect(PROCESSES, calls=frozenset({"*"}), when="many_jobs"),
    Effect(GPU, methods=_words("cuda"), unless="method_of_module"),
    Effect(GPU, calls=_words("cupy.* cudf.* cuml.* numba.cuda.* torch.cuda.* pycuda.*"),
           unless="only_asks"),
    Effect(GPU, calls=frozenset({"*"}), when="on_a_gpu"),
    Effect(GPU, calls=_words("jax.* jax.numpy.*"), when="jax_has_a_gpu"),
    Effect(STATE, calls=_words("os.chdir os.putenv os._exit os.abort signal.signal signal.alarm "
                               "ctypes.CDLL ctypes.cdll.*")),
)  # fmt: skip
"""In the order in which they are reported."""
