using System.Text;
using OrleansCommerce.Integration.Webhooks;

namespace OrleansCommerce.Integration.Tests.Webhooks;

public sealed class SignatureTests
{
    /// <summary>The example that Svix, from whose scheme the standard comes, publishes for those who write receivers.</summary>
    [Fact]
    public void A_signature_is_the_one_that_the_standard_says()
    {
        var secret = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        var signature = WebhookSignature.Sign(
            [secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }
}
