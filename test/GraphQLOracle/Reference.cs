using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>The reference implementation, in one Node.js process that answers line by line.</summary>
internal sealed class Reference : IDisposable
{
    private readonly Process _process;
    private readonly SemaphoreSlim _turn = new(1);

    private Reference(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">Node.js or the package is missing.</exception>
    public static Reference Start()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "reference.mjs");
        var start = new ProcessStartInfo("node", [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            return new Reference(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new InvalidOperationException("The oracle needs Node.js, from Debian's package nodejs.", fault);
        }
    }

    /// <summary>What it makes of a case.</summary>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public async Task<Outcome> AskAsync(Case asked)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(asked.ToJson());
            await _process.StandardInput.FlushAsync();
            var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(
                "The reference implementation ended. Was `npm ci` run in test/GraphQLOracle? Its message is on the standard error.");
            var answer = JsonNode.Parse(line)!.AsObject();
            var rules = answer["rules"]?.AsArray().Select(rule => ((string)rule!).Replace("Rule", "", StringComparison.Ordinal)) ?? [];
            return new Outcome(
                Enum.Parse<Stage>((string)answer["stage"]!, ignoreCase: true),
                [.. rules.Order(StringComparer.Ordinal)],
                answer["results"]?.DeepClone().AsArray() ?? [],
                (string?)answer["message"]);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new InvalidOperationException("The reference implementation ended. Was `npm ci` run in test/GraphQLOracle?", fault);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _turn.Dispose();
    }
}
