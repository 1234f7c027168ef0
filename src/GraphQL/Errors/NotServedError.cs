namespace OrleansCommerce.GraphQL;

/// <summary>Nothing is sent to this address. Goods can be fetched from a store or a locker all the same.</summary>
public sealed class NotServedError(NotServed failure) : IDomainError, IPlaceOrderError, IEditOrderError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>Whether it is the country, or a part of it.</summary>
    public NotServedArea Code => failure.Code;

    /// <summary>The path of the field within the input, such as `delivery.address.country`.</summary>
    public string Field => failure.Field;
}
