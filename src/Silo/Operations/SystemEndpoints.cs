using System.Reflection;
using System.Text.Json;
using OrleansCommerce.Grains;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Silo.Engine;
using OrleansCommerce.Silo.Operations.Lifecycle;
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
        system.MapGet("/process", (ProcessLoad load) => Results.Ok(new { process = load.Read(), version = Version() }));
        system.MapGet("/lifecycle", LifecycleAsync);
        system.MapGet("/history", (ClusterHistory history) => Results.Ok(new
        {
            stepSeconds = Measurements.Step.TotalSeconds,
            points = history.Read(),
        }));
        system.MapGet("/counters", CountersAsync);
        system.MapGet("/log", (LogMemory log, HttpRequest request) => Results.Ok(new
        {
            kept = LogMemory.LinesMax,
            lines = log.Read(request.Query.Whole("after") ?? 0).Select(static line => new { line.Number, line.At, level = line.Level.ToString(), line.Category, line.Message, line.Exception }),
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
        system.MapGet("/audit", async (AuditTrail audit, HttpRequest request, CancellationToken cancellationToken) => Results.Ok(new
        {
            pageMax = AuditTrail.PageMax,
            entries = await audit.ReadAsync(request.Query.Whole("before") ?? long.MaxValue, cancellationToken),
        }));
    }

    private static async Task<IResult> OverviewAsync(
        IEngineView engine,
        IViewStatus views,
        IDatabase database,
        TimeProvider time,
        HttpRequest request,
        string? type,
        string? silo,
        CancellationToken cancellationToken)
    {
        var asked = new CallsAsked(Window(request.Query), type, request.Query.Flag("own") == true);

        // All at once: a silo that does not answer is waited for, and once is enough.
        var (calls, members, inMemory) = (engine.ReadCallsAsync(asked, cancellationToken), engine.ReadSilosAsync(cancellationToken), engine.ReadActivationsAsync(cancellationToken));
        await Task.WhenAll(calls, members, inMemory);
        var (counted, silos, activations) = (await calls, await members, await inMemory);
        if (silo is not null && !silos.Any(one => one.Address == silo))
        {
            throw NoSilo(silo);
        }

        return Results.Ok(new
        {
            at = time.GetUtcNow(),
            engine = GrainEngine.Name,
            version = Version(),
            store = database.Kind.ToString(),
            dashboard = engine.DashboardPath,
            recentSeconds = engine.RecentUse.TotalSeconds,
            silos,
            silent = counted.Silent.Union(activations.Silent, StringComparer.Ordinal).Order(StringComparer.Ordinal),
            activations = activations.Answers,
            kinds = Aggregates.All.Select(static kind => new { kind.GrainType, kind.Category }),
            calls = CallReport.Show([.. counted.Answers.Where(one => silo is null || one.Silo == silo)]),
            views = await ViewsAsync(views, cancellationToken),
        });
    }

    private static async Task<IResult> LifecycleAsync(IEngineView engine, LifecycleReport report, StopRecords records, CancellationToken cancellationToken) => Results.Json(
        new
        {
            engine = GrainEngine.Name,
            stages = engine.Stages,
            services = report.ReadStart(),
            stop = report.ReadStop(),
            recordedMax = StopRecords.ShownMax,
            recorded = await records.ReadAsync(cancellationToken),
        },
        StopRecords.Json);

    private static async Task<IResult> CountersAsync(IEngineView engine, string? silo, CancellationToken cancellationToken)
    {
        var silos = await engine.ReadActiveAsync(cancellationToken);
        if (silo is not null && !silos.Contains(silo, StringComparer.Ordinal))
        {
            throw NoSilo(silo);
        }

        var read = await engine.ReadCountersAsync(silo, cancellationToken)
            ?? throw RefusedException.Away($"The silo '{silo}' does not answer.");
        return Results.Ok(new { own = engine.OwnAddress, silo, silos, since = read.Since, values = read.Values });
    }

    private static async Task<IResult> JournalAsync(
        CallReport calls, JournalSize size, IViewStatus views, TimeProvider time, HttpRequest request, CancellationToken cancellationToken) => Results.Ok(new
        {
            at = time.GetUtcNow(),
            writer = calls.ReadJournal(Window(request.Query)),
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
        IEngineView engine, JournalSize size, TimeProvider time, HttpRequest request, CancellationToken cancellationToken)
    {
        var (filter, wakeUps, page) = (ReminderFilter.Of(request.Query), DueFilter.Of(request.Query), (int)(request.Query.Whole("page", min: 0, int.MaxValue / ReminderPage) ?? 0));
        var all = await engine.ReadRemindersAsync(cancellationToken);
        var found = all.Where(filter.Takes).ToList();
        return Results.Ok(new
        {
            at = time.GetUtcNow(),
            total = all.Count,
            found = found.Count,
            pageSize = ReminderPage,
            reminders = found.Skip(page * ReminderPage).Take(ReminderPage),
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
        IEngineView engine, JournalReader journal, string? stream, HttpRequest request, CancellationToken cancellationToken)
    {
        var before = request.Query.Whole("before");
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

    private static async Task<IResult> StateAsync(JournalReader journal, string? stream, HttpRequest request, CancellationToken cancellationToken)
    {
        var (version, until) = (request.Query.Whole("version"), request.Query.Time("at"));
        var (kind, key, newest) = await KnownAsync(journal, stream, cancellationToken);
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

    /// <summary>How far back calls are counted, in seconds.</summary>
    private static int Window(IQueryCollection query) => (int)(query.Whole("window", min: 1, WindowMax) ?? WindowMax);

    private static RefusedException NoSilo(string silo) => RefusedException.Missing($"There is no silo '{silo}'.");

    private static string Version() =>
        typeof(SystemEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}

/// <summary>A grain to deactivate.</summary>
/// <param name="Stream">Its stream's name.</param>
/// <param name="Reason">Why, for the audit trail.</param>
internal sealed record DeactivateRequest(string? Stream, string? Reason);
