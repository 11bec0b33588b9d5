# Runs a command that ends when its parent does, however the parent ends.
#
# usage: sh -c <this> tether SIGNAL GRACE_SECONDS COMMAND [ARGUMENT...]
#
# Standard input is a pipe whose other end only the parent holds. A watcher, which belongs to nobody, reads it: one line
# means that the command has ended and only its descendants are left; end of file means that the parent is gone. The
# command keeps this shell's process id and, where the system can, leads a process group of its own, so that Ctrl-C in a
# terminal does not reach it and its descendants are found.
signal=$1
grace=$2
shift 2
command=$$
exec 3<&0

(
  (
    trap '' INT TERM HUP
    if ! read -r line <&3; then
      kill -s "$signal" "$command"
      while [ "$grace" -gt 0 ] && kill -0 "$command"; do
        sleep 1
        grace=$((grace - 1))
      done
      kill -s KILL "$command"
    fi
    kill -s KILL -- "-$command"
  ) >/dev/null 2>&1 &
)

if command -v setsid >/dev/null 2>&1; then
  exec setsid "$@" </dev/null 3<&-
elif command -v perl >/dev/null 2>&1; then
  exec perl -e 'use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127' "$@" </dev/null 3<&-
else
  exec "$@" </dev/null 3<&-
fi
