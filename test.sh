#!/usr/bin/env bash
# Checks and tests everything. Installs PostgreSQL, Chromium and Node.js from Debian's packages when they are missing, and says so.
# The last line is "N passed, N failed, N skipped"; the exit code is 0 only when everything was built, run and passed.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Processes of a test end before code compiled once more, with a profile, has paid for that.
export DOTNET_TieredPGO=0
# Hosts by the dozen at a time: none needs to hear of a changed settings file, and a user may watch 128 places.
export DOTNET_hostBuilder__reloadConfigOnChange=false

readonly results="$PWD/artifacts/test-results"
# A test that waits for ever is named after ten minutes in which no test of its project ended, and fails.
readonly stuck=(--blame-hang-timeout 10m --blame-hang-dump-type none)

say() { printf '== %s\n' "$*"; }

have_postgres() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
have_chromium() { command -v chromium >/dev/null; }
have_node() { command -v node >/dev/null && command -v npm >/dev/null; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_missing() {
  local packages=()
  have_postgres || packages+=(postgresql)
  have_chromium || packages+=(chromium)
  have_node || packages+=(nodejs npm)
  [ "${#packages[@]}" -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; }; then
    say "The tests need ${packages[*]}, and only apt-get as root or with sudo is known here: please install them, then run this again."
    return 1
  fi
  say "Installing from Debian's packages, for the tests: ${packages[*]}"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}")
  as_root "${install[@]}" >/dev/null 2>&1 || {
    say "The package lists are old or missing: apt-get update"
    as_root apt-get update -qq
    as_root "${install[@]}" >/dev/null
  }
}

# What the build does not report of `dotnet format --verify-no-changes`: the rest is style and analyzers, whose warnings are its errors.
check_form() {
  dotnet format whitespace "$@" --verify-no-changes && dotnet format style "$@" --verify-no-changes --diagnostics IMPORTS
}

# Projects whose tests wait more than they work: they run beside the browser's, which do so too, when all others have ended.
readonly light_projects=(test/Clients test/Deployment test/GraphQLOracle test/Integration test/LockerSimulator test/Transports test/Views)
readonly browser_project=test/Browser

# Tests projects one after the other, as a part of the solution, under a name of their own.
test_lane() {
  local part="$PWD/artifacts/$1.slnf" prefix="$1" files=() folder
  shift
  for folder in "$@"; do files+=("\"$(echo "$folder"/*.csproj)\""); done
  printf '{ "solution": { "path": "../OrleansCommerce.sln", "projects": [%s] } }\n' "$(IFS=,; echo "${files[*]}")" >"$part"
  dotnet test "$part" --no-build -m:1 --logger "trx;LogFilePrefix=$prefix" --results-directory "$results" "${stuck[@]}"
}

# One project at a time, as long as there are some that measure.
test_local() {
  local folder others=() beside
  for folder in "$@"; do
    [[ " ${light_projects[*]} $browser_project " == *" $folder "* ]] || others+=("$folder")
  done
  test_lane others "${others[@]}" || outcome=1
  test_lane light "${light_projects[@]}" >"$results/light.log" 2>&1 &
  beside=$!
  test_lane browser "$browser_project" || outcome=1
  wait "$beside" || outcome=1
  cat "$results/light.log"
}

# A project of its own, so that nothing of the real build's restore is touched.
orleans_restores() {
  local probe="$PWD/artifacts/engine-orleans"
  mkdir -p "$probe"
  cat >"$probe/Probe.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <ItemGroup>
    <PackageReference Include="Microsoft.Orleans.Clustering.AdoNet" />
    <PackageReference Include="Microsoft.Orleans.Dashboard" />
    <PackageReference Include="Microsoft.Orleans.Persistence.AdoNet" />
    <PackageReference Include="Microsoft.Orleans.Reminders.AdoNet" />
    <PackageReference Include="Microsoft.Orleans.Server" />
    <PackageReference Include="Microsoft.Orleans.TestingHost" />
  </ItemGroup>
</Project>
PROJECT
  dotnet restore "$probe/Probe.csproj" -p:Engine=Orleans >/dev/null 2>&1
}

# What runs on grains; the rest is the same whatever they run on. What stands in one line runs one after the other, beside the other line:
# a cluster in a process waits for itself half of the time.
readonly orleans_lanes=('test/Grains test/Browser test/GraphQL' 'test/Cluster test/Silo')
readonly orleans_projects=(${orleans_lanes[*]})

# With what time others leave.
build_orleans() {
  renice -n 19 "$BASHPID" >/dev/null
  dotnet build OrleansCommerce.Orleans.slnf -p:Engine=Orleans -v q
  # The files that the embedded engine leaves out.
  export Engine=Orleans
  check_form test/Cluster/Cluster.Tests.csproj
  check_form src/Silo/Silo.csproj
}

test_orleans_lane() {
  local project filter failed=0
  for project in $1; do
    # Traits mark the few tests of what only the embedded engine answers, and long ones for which any engine would do, or none; of a browser's,
    # those of what shows the engine.
    filter='Engine!=Local&Engine!=Any'
    [ "$project" != test/Browser ] || filter='Engine=Both'
    # The clusters of a test in a process wait for themselves half of the time: twice as many at once as there are cores.
    dotnet test "$project" --no-build -p:Engine=Orleans --filter "$filter" --logger "trx;LogFilePrefix=orleans-${project#test/}" --results-directory "$results" \
      "${stuck[@]}" -- xUnit.MaxParallelThreads=2x || failed=1
  done
  return "$failed"
}

test_orleans() {
  say "Testing engine Orleans, as far as that takes minutes: ${orleans_projects[*]}. Not here: dotnet test test/EndToEnd -p:Engine=Orleans, and test/Faults"
  wait "$1" || { cat "$results/orleans-build.log"; outcome=1; return; }
  local lane beside=()
  for lane in "${orleans_lanes[@]:1}"; do
    test_orleans_lane "$lane" >"$results/orleans-${#beside[@]}.log" 2>&1 &
    beside+=($!)
  done
  test_orleans_lane "${orleans_lanes[0]}" || outcome=1
  for lane in "${!beside[@]}"; do
    wait "${beside[$lane]}" || outcome=1
    cat "$results/orleans-$lane.log"
  done
}

# Adds up one attribute of the counters of every result file.
sum_of() {
  { grep -ho "<Counters [^>]*" "$results"/*.trx || true; } | { grep -o " $1=\"[0-9]*\"" || true; } | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

install_missing

say "Restoring"
dotnet restore OrleansCommerce.sln -v q
npm ci --prefix test/GraphQLOracle --prefer-offline --no-audit --no-fund --loglevel=error
npm ci --prefix test/Browser --prefer-offline --no-audit --no-fund --loglevel=error

say "Checking the form of the code"
check_form OrleansCommerce.sln --no-restore

say "Building, with every warning an error"
dotnet build OrleansCommerce.sln --no-restore -v q

say "Testing"
rm -rf "$results"
mkdir -p "$results"
outcome=0
# The other engine is built meanwhile, into folders of its own.
orleans_build=
if orleans_restores; then
  build_orleans >"$results/orleans-build.log" 2>&1 &
  orleans_build=$!
fi
# Two have tests with engine Orleans alone.
mapfile -t projects < <(git ls-files 'test/*.Tests.csproj' ':!test/Cluster' ':!test/Faults' | xargs dirname)
test_local "${projects[@]}"

expected=${#projects[@]}
if [ -n "$orleans_build" ]; then
  test_orleans "$orleans_build"
  expected=$((expected + ${#orleans_projects[@]}))
else
  say "Engine Orleans is not tested: its packages cannot be restored from this package source."
fi

ran=$(find "$results" -name '*.trx' 2>/dev/null | wc -l)
if [ "$ran" -ne "$expected" ]; then
  say "$ran of $expected test projects ran to their end."
  outcome=1
fi

# A process of tests that dies leaves a file with the tests that had ended, and none that failed.
cut_off=$({ grep -l '<RunInfo [^>]*outcome="Error"' "$results"/*.trx || true; } | { xargs -r grep -L '<Counters [^>]* failed="[1-9]' || true; } | wc -l)
if [ "$cut_off" -gt 0 ]; then
  say "$cut_off test projects were cut off: see above."
  outcome=1
fi

total=$(sum_of total)
executed=$(sum_of executed)
passed=$(sum_of passed)
printf '%d passed, %d failed, %d skipped\n' "$passed" "$((executed - passed))" "$((total - executed))"
[ "$executed" -eq "$passed" ] && [ "$passed" -gt 0 ] || outcome=1
exit "$outcome"
