using Microsoft.Playwright;

namespace OrleansCommerce.Browser.Tests.Hosting;

/// <summary>What must not happen on a page: console errors, and requests to other hosts.</summary>
internal sealed class Complaints
{
    private readonly List<string> _complaints = [];

    public Complaints(IPage page, Uri host)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Note($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => Note($"script: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != host.Authority)
            {
                Note($"request to another host: {request.Url}");
            }
        };
    }

    public void AssertNone()
    {
        lock (_complaints)
        {
            Assert.Empty(_complaints);
        }
    }

    private void Note(string complaint)
    {
        lock (_complaints)
        {
            _complaints.Add(complaint);
        }
    }
}
