"""System call numbers of the calls that the sandbox knows by name, per architecture.

x86-64 has its own numbering; aarch64 uses the kernel's generic one, which leaves out calls that
have a newer form (`-`).
"""

from __future__ import annotations

_TABLE = """
name                     x86_64 aarch64
chmod                        90       -
fchmod                       91      52
fchmodat                    268      53
fchmodat2                   452     452
chown                        92       -
fchown                       93      55
lchown                       94       -
fchownat                    260      54
setxattr                    188       5
lsetxattr                   189       6
fsetxattr                   190       7
removexattr                 197      14
lremovexattr                198      15
fremovexattr                199      16
utime                       132       -
utimes                      235       -
utimensat                   280      88
futimesat                   261       -
creat                        85       -
mknod                       133       -
mknodat                     259      33
mkdir                        83       -
mkdirat                     258      34
rmdir                        84       -
link                         86       -
linkat                      265      37
symlink                      88       -
symlinkat                   266      36
rename                       82       -
renameat                    264      38
renameat2                   316     276
unlink                       87       -
unlinkat                    263      35
truncate                     76      45
ftruncate                    77      46
fallocate                   285      47
inotify_init                253       -
inotify_init1               294      26
inotify_add_watch           254      27
fanotify_init               300     262
fanotify_mark               301     263
name_to_handle_at           303     264
open_by_handle_at           304     265
socket                       41     198
connect                      42     203
bind                         49     200
listen                       50     201
accept                       43     202
accept4                     288     242
sendmmsg                    307     269
sendto                       44     206
socketpair                   53     199
fork                         57       -
vfork                        58       -
clone                        56     220
clone3                      435     435
execve                       59     221
execveat                    322     281
setsid                      112     157
setpgid                     109     154
kill                         62     129
tkill                       200     130
tgkill                      234     131
rt_sigqueueinfo             129     138
rt_tgsigqueueinfo           297     240
pidfd_open                  434     434
pidfd_getfd                 438     438
pidfd_send_signal           424     424
ptrace                      101     117
process_vm_readv            310     270
process_vm_writev           311     271
process_madvise             440     440
process_mrelease            448     448
kcmp                        312     272
move_pages                  279     239
migrate_pages               256     238
perf_event_open             298     241
userfaultfd                 323     282
lookup_dcookie              212      18
memfd_create                319     279
memfd_secret                447     447
remap_file_pages            216     234
shmget                       29     194
shmat                        30     196
shmctl                       31     195
shmdt                        67     197
semget                       64     190
semop                        65     193
semctl                       66     191
semtimedop                  220     192
msgget                       68     186
msgsnd                       69     189
msgrcv                       70     188
msgctl                       71     187
mq_open                     240     180
mq_unlink                   241     181
mq_timedsend                242     182
mq_timedreceive             243     183
mq_notify                   244     184
mq_getsetattr               245     185
setpriority                 141     140
ioprio_set                  251      30
sched_setparam              142     118
sched_setscheduler          144     119
sched_setaffinity           203     122
sched_setattr               314     274
setrlimit                   160     164
prlimit64                   302     261
setuid                      105     146
setgid                      106     144
setreuid                    113     145
setregid                    114     143
setresuid                   117     147
setresgid                   119     149
setfsuid                    122     151
setfsgid                    123     152
setgroups                   116     159
capset                      126      91
personality                 135      92
mount                       165      40
umount2                     166      39
pivot_root                  155      41
chroot                      161      51
open_tree                   428     428
move_mount                  429     429
fsopen                      430     430
fsconfig                    431     431
fsmount                     432     432
fspick                      433     433
mount_setattr               442     442
unshare                     272      97
setns                       308     268
quotactl                    179      60
quotactl_fd                 443     443
bpf                         321     280
io_uring_setup              425     425
io_uring_enter              426     426
io_uring_register           427     427
seccomp                     317     277
prctl                       157     167
add_key                     248     217
request_key                 249     218
keyctl                      250     219
init_module                 175     105
finit_module                313     273
delete_module               176     106
kexec_load                  246     104
kexec_file_load             320     294
reboot                      169     142
swapon                      167     224
swapoff                     168     225
acct                        163      89
syslog                      103     116
settimeofday                164     170
clock_settime               227     112
clock_adjtime               305     266
adjtimex                    159     171
sethostname                 170     161
setdomainname               171     162
vhangup                     153      58
nfsservctl                  180      42
iopl                        172       -
ioperm                      173       -
modify_ldt                  154       -
ioctl                        16      29
fcntl                        72      25
landlock_create_ruleset     444     444
landlock_add_rule           445     445
landlock_restrict_self      446     446
"""


def _parse(table: str) -> dict[str, dict[str, int]]:
    header, *rows = (line.split() for line in table.strip().splitlines())
    numbers: dict[str, dict[str, int]] = {machine: {} for machine in header[1:]}
    for name, *columns in rows:
        for machine, number in zip(header[1:], columns, strict=True):
            if number != "-":
                numbers[machine][name] = int(number)
    return numbers


NUMBERS = _parse(_TABLE)
"""`NUMBERS[machine][name]`, with `machine` as `platform.machine()` gives it."""

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""What a seccomp filter sees as the architecture of a call."""

FIRST_UNREVIEWED = 457
"""Calls from this number on are younger than this table (the same on every architecture)."""
