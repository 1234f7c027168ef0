using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Sample;

/// <summary>Something to see on the first start.</summary>
internal static class SampleExtensions
{
    private const string LoadKey = "Sample:Load";

    /// <summary>Loads the sample at the first start in development; <c>--no-sample</c> switches it off.</summary>
    public static void AddSample(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.Flag(LoadKey, otherwise: true) && builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<SampleLoader>();
        }
    }
}
