namespace OrleansCommerce.Deployment.Tests;

/// <summary>What each form is for.</summary>
public sealed class OverlayRules
{
    [Fact]
    public async Task A_single_process_is_replaced_not_joined()
    {
        var deployment = (await Rendered.OfAsync("single")).One("Deployment", "orleanscommerce");

        Assert.Equal("1", deployment.Text("spec.replicas"));
        Assert.Equal("Recreate", deployment.Text("spec.strategy.type"));
        Assert.Null(deployment.At("spec.strategy.rollingUpdate"));
        Assert.DoesNotContain(deployment.List("spec.template.spec.containers").SelectMany(static c => c.List("env")),
            static variable => variable.Text("name").Contains("Cluster", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cluster", "orleanscommerce")]
    [InlineData("front-end", "orleanscommerce")]
    [InlineData("front-end", "orleanscommerce-front-end")]
    public async Task What_is_many_loses_none_in_an_update_and_few_in_a_disruption(string overlay, string name)
    {
        var rendered = await Rendered.OfAsync(overlay);
        var deployment = rendered.One("Deployment", name);
        Assert.Equal(("0", "1"), (deployment.Text("spec.strategy.rollingUpdate.maxUnavailable"), deployment.Text("spec.strategy.rollingUpdate.maxSurge")));
        Assert.Null(deployment.At("spec.replicas"));

        var autoscaler = rendered.One("HorizontalPodAutoscaler", name);
        Assert.Equal(("Deployment", name), (autoscaler.Text("spec.scaleTargetRef.kind"), autoscaler.Text("spec.scaleTargetRef.name")));
        Assert.InRange(int.Parse(autoscaler.Text("spec.minReplicas")), 2, int.Parse(autoscaler.Text("spec.maxReplicas")));

        // A budget that equals the smallest number would stop every node from being emptied.
        var budget = rendered.One("PodDisruptionBudget", name);
        Assert.InRange(int.Parse(budget.Text("spec.minAvailable")), 1, int.Parse(autoscaler.Text("spec.minReplicas")) - 1);
        Assert.True(deployment.At("spec.template.metadata.labels").HasLabels(budget.At("spec.selector.matchLabels")));
    }

    [Fact]
    public async Task Silos_find_each_other_in_the_database_by_the_address_of_their_pod()
    {
        var container = Assert.Single((await Rendered.OfAsync("cluster")).One("Deployment", "orleanscommerce").List("spec.template.spec.containers"));
        var variables = container.List("env").ToDictionary(static variable => variable.Text("name"), StringComparer.Ordinal);

        Assert.Equal("orleanscommerce-database", variables["ConnectionStrings__Cluster"].Text("valueFrom.secretKeyRef.name"));
        Assert.Equal("status.podIP", variables["Cluster__Address"].Text("valueFrom.fieldRef.fieldPath"));
        Assert.Contains(container.List("ports"), port => port.Text("containerPort") == variables["Cluster__SiloPort"].Text("value"));
        Assert.Contains(container.List("ports"), port => port.Text("containerPort") == variables["Cluster__GatewayPort"].Text("value"));
    }

    [Fact]
    public async Task Front_ends_answer_requests_and_hold_no_grains()
    {
        var rendered = await Rendered.OfAsync("front-end");
        var container = Assert.Single(rendered.One("Deployment", "orleanscommerce-front-end").List("spec.template.spec.containers"));

        Assert.Contains(container.List("env"), static variable => variable.Text("name") == "Cluster__Role" && variable.Text("value") == "FrontEnd");
        Assert.Equal("front-end", ((System.Text.Json.Nodes.JsonObject)rendered.One("Service", "orleanscommerce").At("spec.selector")!)["app.kubernetes.io/component"]!.ToString());
    }
}
