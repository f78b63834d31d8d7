#!/usr/bin/env bash
# Becomes a program that lives as in its pod: a root that nobody can write to, two volumes, user
# 65532 without capabilities, an empty environment. Needs root, to give all of it away.
#
#   unshare --mount --propagation private bash pod.sh DIR CHECKOUT DENO DENO_DIR [arguments of deno]
#
# In DIR are the volumes, and mount points for what the image would hold: app, cache, deno.
set -euo pipefail
dir=$1 checkout=$2 deno=$3 cache=$4
shift 4
mount --bind "$checkout" "$dir/app"
mount --bind "$cache" "$dir/cache"
mount --bind "$deno" "$dir/deno"
mount --bind "$dir/evidence" "$dir/evidence"
mount --bind "$dir/private" "$dir/private"
# Every mount, the root last, because each of them hides from the one below it.
while read -r _ _ _ _ target _; do
  case $target in
    /proc | /proc/* | /sys | /sys/* | /dev | /dev/* | "$dir/evidence" | "$dir/private") continue ;;
  esac
  mount -o remount,bind,ro "$target" 2>/dev/null || true
done < <(tac /proc/self/mountinfo)
cd /
exec setpriv --reuid=65532 --regid=65532 --clear-groups --inh-caps=-all --bounding-set=-all \
  --no-new-privs env -i HOME=/home/nonroot PATH=/usr/bin:/bin DENO_DIR="$dir/cache" NO_COLOR=1 \
  "$dir/deno" "$@"
