using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    private static PaymentDetails DetailsOf(State state, Payment payment)
    {
        var captured = CapturedOf(state, payment);
        var refunded = RefundedOf(state, payment);
        var released = ReleasedOf(state, payment);
        var open = OpenOf(state, payment);
        var authorized = payment.Status == Transfer.Done ? payment.Amount : 0;
        var life = payment.Status switch
        {
            Transfer.Declined => PaymentState.Declined,
            not Transfer.Done => PaymentState.Pending,
            _ when refunded > 0 => refunded == captured ? PaymentState.Refunded : PaymentState.PartiallyRefunded,
            _ when captured > 0 => open > 0 ? PaymentState.PartiallyCaptured : PaymentState.Captured,
            _ when payment.Lapsed > 0 && open == 0 => PaymentState.Lapsed,
            _ when released > 0 && open == 0 => PaymentState.Released,
            _ => PaymentState.Authorized,
        };
        return new PaymentDetails(
            payment.Key,
            payment.Tender,
            life,
            In(payment.Amount),
            In(authorized),
            In(captured),
            In(released),
            In(payment.Lapsed),
            In(refunded),
            open > 0 ? payment.ExpiresAt : null,
            payment.Code);

        Money In(decimal amount) => new(amount, state.Terms!.Currency);
    }
}
