namespace OrleansCommerce;

/// <summary>Where a request comes from.</summary>
public enum Channel
{
    /// <summary>The shop's site.</summary>
    Web,

    /// <summary>The shop's app.</summary>
    App,

    /// <summary>A till.</summary>
    Pos,

    /// <summary>A self-service screen in a shop.</summary>
    Kiosk,

    /// <summary>Locker hardware.</summary>
    Locker,

    /// <summary>A person on the phone for the customer.</summary>
    CallCenter,

    /// <summary>Another seller's platform.</summary>
    Marketplace,

    /// <summary>Software that acts for a customer.</summary>
    Agent,

    /// <summary>This system itself, or an import.</summary>
    System,
}
