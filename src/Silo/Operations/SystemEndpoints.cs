using System.Globalization;
using System.Reflection;
using System.Text.Json;
using OrleansCommerce.Grains;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Silo.Engine;
using OrleansCommerce.Silo.Security;
using OrleansCommerce.Views;

namespace OrleansCommerce.Silo.Operations;

/// <summary>
/// What the console's pages about the system ask, as JSON, for administrators. It is no part of the public API: it shows how this
/// software is made, and changes with it.
/// </summary>
internal static class SystemEndpoints
{
    private const string Path = "/console/system";
    private const int WindowMax = 300;
    private const int SearchMax = 300;
    private const int ReasonMax = 200;
    private const int ReminderPage = 50;

    /// <summary>Serves them.</summary>
    public static void MapOperations(this WebApplication app)
    {
        var system = app.MapGroup(Path).AddEndpointFilter(new SystemAccess(
            app.Services.GetRequiredService<CallerAuthentication>(), app.Services.GetRequiredService<ILogger<SystemAccess>>()));
        system.MapGet("/overview", OverviewAsync);
        system.MapGet("/journal", JournalAsync);
        system.MapGet("/reminders", RemindersAsync);
        system.MapGet("/process", (ProcessLoad load, IEngineView engine, IEnumerable<IHostedService> services) => Results.Ok(new
        {
            process = load.Read(),
            version = Version(),
            stages = engine.Stages,
            services = services.Select(static service => service.GetType().FullName),
        }));
        system.MapGet("/history", (ClusterHistory history) => Results.Ok(new
        {
            stepSeconds = Measurements.Step.TotalSeconds,
            points = history.Read(),
        }));
        system.MapGet("/counters", (InstrumentWatch watch) =>
        {
            var (since, values) = watch.Read();
            return Results.Ok(new { since, values });
        });
        system.MapGet("/log", (LogMemory log, long? after) => Results.Ok(new
        {
            kept = LogMemory.LinesMax,
            lines = log.Read(after ?? 0).Select(static line => new { line.Number, line.At, level = line.Level.ToString(), line.Category, line.Message, line.Exception }),
        }));
        system.MapGet("/checks", async (InvariantChecks checks, TimeProvider time, CancellationToken cancellationToken) => Results.Ok(new
        {
            at = time.GetUtcNow(),
            streamsMax = InvariantChecks.StreamsMax,
            eventsMax = InvariantChecks.EventsMax,
            checks = await checks.RunAsync(cancellationToken),
        }));
        system.MapGet("/grains", GrainsAsync);
        system.MapGet("/grain", GrainAsync);
        system.MapGet("/grain/state", StateAsync);
        system.MapPost("/grain/deactivate", DeactivateAsync);
        system.MapGet("/audit", async (AuditTrail audit, long? before, CancellationToken cancellationToken) =>
            Results.Ok(new { pageMax = AuditTrail.PageMax, entries = await audit.ReadAsync(before ?? long.MaxValue, cancellationToken) }));
    }

    private static async Task<IResult> OverviewAsync(
        IEngineView engine,
        IViewStatus views,
        IDatabase database,
        TimeProvider time,
        int? window,
        string? type,
        string? silo,
        bool? own,
        CancellationToken cancellationToken)
    {
        var counted = await engine.ReadCallsAsync(new CallsAsked(Window(window), type, own == true), cancellationToken);
        return Results.Ok(new
        {
            at = time.GetUtcNow(),
            engine = GrainEngine.Name,
            version = Version(),
            store = database.Kind.ToString(),
            dashboard = engine.DashboardPath,
            recentSeconds = engine.RecentUse.TotalSeconds,
            silos = await engine.ReadSilosAsync(cancellationToken),
            activations = await engine.ReadActivationsAsync(cancellationToken),
            kinds = Aggregates.All.Select(static kind => new { kind.GrainType, kind.Category }),
            calls = CallReport.Show([.. counted.Where(one => silo is null || one.Silo == silo)]),
            views = await ViewsAsync(views, cancellationToken),
        });
    }

    private static async Task<IResult> JournalAsync(
        CallReport calls, JournalSize size, IViewStatus views, TimeProvider time, int? window, CancellationToken cancellationToken) => Results.Ok(new
        {
            at = time.GetUtcNow(),
            writer = calls.ReadJournal(Window(window)),
            size = await size.ReadAsync(cancellationToken),
            views = await ViewsAsync(views, cancellationToken),
        });

    private static async Task<object> ViewsAsync(IViewStatus views, CancellationToken cancellationToken) =>
        (await views.ReadAsync(cancellationToken)).Select(static view => new
        {
            view.Name,
            lagSeconds = Math.Round(view.Lag.TotalSeconds, 3),
            view.IsRebuilding,
            view.Fault,
            view.FaultSince,
        });

    private static async Task<IResult> RemindersAsync(
        IEngineView engine, JournalSize size, TimeProvider time, [AsParameters] ReminderFilter filter, [AsParameters] DueFilter wakeUps, int? page, CancellationToken cancellationToken)
    {
        var all = await engine.ReadRemindersAsync(cancellationToken);
        var found = all.Where(filter.Takes).ToList();
        return Results.Ok(new
        {
            at = time.GetUtcNow(),
            total = all.Count,
            found = found.Count,
            pageSize = ReminderPage,
            reminders = found.Skip(Math.Max(0, page ?? 0) * ReminderPage).Take(ReminderPage),
            due = await size.ReadDueAsync(wakeUps, cancellationToken),
        });
    }

    private static async Task<IResult> GrainsAsync(
        IEngineView engine, JournalReader journal, string? search, string? after, CancellationToken cancellationToken)
    {
        var text = search?.Trim() ?? string.Empty;
        if (text.Length is 0 or > SearchMax)
        {
            throw RefusedException.Bad($"The search must have 1 to {SearchMax} characters: a category and the beginning of a key, such as 'stock/store-london/', or a key's beginning alone.");
        }

        List<(string Stream, long Version)> found;
        if (text.Contains('/', StringComparison.Ordinal) && Aggregates.All.Any(kind => text.StartsWith(kind.Category + "/", StringComparison.Ordinal)))
        {
            found = [.. await journal.FindAsync(text, after ?? string.Empty, cancellationToken)];
        }
        else
        {
            found = [.. await journal.FindBySkuAsync(text, cancellationToken)];
            foreach (var kind in Aggregates.All)
            {
                found.AddRange(await journal.FindAsync($"{kind.Category}/{text}", string.Empty, cancellationToken));
            }

            found = [.. found.DistinctBy(one => one.Stream)];
        }

        var page = found.Take(JournalReader.PageMax).ToList();
        return Results.Ok(new
        {
            pageSize = JournalReader.PageMax,
            next = found.Count > page.Count ? page[^1].Stream : null,
            grains = await Task.WhenAll(page.Select(async one =>
            {
                var (kind, key) = Aggregates.Of(one.Stream)!.Value;
                return new { one.Stream, one.Version, kind.GrainType, key, silo = await engine.FindAsync(kind, key, cancellationToken) };
            })),
        });
    }

    private static async Task<IResult> GrainAsync(
        IEngineView engine, JournalReader journal, string? stream, long? before, CancellationToken cancellationToken)
    {
        var (kind, key, version) = await KnownAsync(journal, stream, cancellationToken);
        var events = await journal.ReadBackAsync(stream!, Math.Clamp(before ?? long.MaxValue, 1, version + 1), cancellationToken);
        return Results.Ok(new
        {
            stream,
            kind.GrainType,
            kind.Category,
            key,
            version,
            silo = await engine.FindAsync(kind, key, cancellationToken),
            events = events.Select(static recorded => new
            {
                recorded.Version,
                recorded.Type,
                recorded.At,
                position = recorded.Position.ToString(),
                recorded.Metadata,
                payload = JournalReader.Show(recorded),
            }),
        });
    }

    private static async Task<IResult> StateAsync(JournalReader journal, string? stream, long? version, string? at, CancellationToken cancellationToken)
    {
        var (kind, key, newest) = await KnownAsync(journal, stream, cancellationToken);
        DateTimeOffset? until = null;
        if (!string.IsNullOrEmpty(at))
        {
            until = DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : throw RefusedException.Bad($"'{at}' is no time; it should read as 2026-11-26T10:00:00Z.");
        }

        var state = await journal.FoldAsync(kind, key, Math.Clamp(version ?? newest, 0, newest), until, cancellationToken);
        return Results.Ok(new { stream, newest, version = state.Version, entriesMax = ShownJson.EntriesMax, state = JournalReader.Show(state) });
    }

    private static async Task<IResult> DeactivateAsync(
        HttpContext context, IEngineView engine, AuditTrail audit, CancellationToken cancellationToken)
    {
        // Not bound by the framework: that would read the body before it is known who asks, and answer a bad one in a form of its own.
        var request = await ReadAsync(context.Request, cancellationToken);
        var (kind, key) = Aggregates.Of(request.Stream ?? string.Empty)
            ?? throw RefusedException.Missing($"There is no kind of grain that writes '{request.Stream}'.");
        var reason = request.Reason?.Trim() ?? string.Empty;
        if (reason.Length is 0 or > ReasonMax || request.Stream!.Length > SearchMax)
        {
            throw RefusedException.Bad($"The reason must have 1 to {ReasonMax} characters.");
        }

        var outcome = await audit.DoAsync(
            CallerAuthentication.Of(context)!,
            "deactivate",
            request.Stream,
            reason,
            async () => await engine.DeactivateAsync(kind, key, cancellationToken) ? "deactivated" : "was not active",
            cancellationToken);
        return Results.Ok(new { outcome });
    }

    private static async Task<DeactivateRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (request.HasJsonContentType() && await request.ReadFromJsonAsync<DeactivateRequest>(cancellationToken) is { } read)
            {
                return read;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw RefusedException.Bad("The body must be JSON, { \"stream\": …, \"reason\": … }.");
    }

    private static async Task<(Aggregate Kind, string Key, long Version)> KnownAsync(JournalReader journal, string? stream, CancellationToken cancellationToken)
    {
        if (stream is { Length: <= SearchMax } && Aggregates.Of(stream) is { } known
            && await journal.VersionOfAsync(stream, cancellationToken) is > 0 and var version)
        {
            return (known.Kind, known.Key, version);
        }

        throw RefusedException.Missing($"The journal has no stream '{stream}'.");
    }

    private static int Window(int? seconds) => seconds is null or (>= 1 and <= WindowMax)
        ? seconds ?? WindowMax
        : throw RefusedException.Bad($"The window is {seconds}; it must be 1 to {WindowMax} seconds.");

    private static string Version() =>
        typeof(SystemEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}

/// <summary>A grain to deactivate.</summary>
/// <param name="Stream">Its stream's name.</param>
/// <param name="Reason">Why, for the audit trail.</param>
internal sealed record DeactivateRequest(string? Stream, string? Reason);
