using System.Text.Json.Nodes;

namespace OrleansCommerce.Deployment.Tests;

/// <summary>What holds for every pod of every overlay.</summary>
public sealed class PodRules
{
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];
    private static readonly string[] ProbePaths = ["/health/startup", "/health/ready", "/health/live"];

    public static TheoryData<string> Overlays => ["single", "cluster", "front-end"];

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_pod_runs_as_nobody_with_nothing_to_write_but_a_small_temporary_folder(string overlay)
    {
        foreach (var (name, template) in (await Rendered.OfAsync(overlay)).Pods)
        {
            var pod = template.At("spec");
            Assert.Equal("true", pod.Text("securityContext.runAsNonRoot"));
            Assert.NotEqual("0", pod.Text("securityContext.runAsUser"));
            Assert.Equal("RuntimeDefault", pod.Text("securityContext.seccompProfile.type"));
            Assert.Equal("false", pod.Text("automountServiceAccountToken"));
            Assert.All(Containers(template), container =>
            {
                Assert.Equal("false", container.Text("securityContext.allowPrivilegeEscalation"));
                Assert.Equal("true", container.Text("securityContext.readOnlyRootFilesystem"));
                Assert.Equal(["ALL"], container.List("securityContext.capabilities.drop").Select(static c => c.ToString()));
            });
            Assert.All(pod.List("volumes"), volume => Assert.True(volume.Text("emptyDir.sizeLimit").Length > 0, $"{name} has a volume without a limit."));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_container_says_what_it_needs_and_at_most_takes(string overlay)
    {
        foreach (var (_, template) in (await Rendered.OfAsync(overlay)).Pods)
        {
            Assert.All(Containers(template), container =>
            {
                Assert.NotEmpty(container.Text("resources.requests.cpu"));
                Assert.NotEmpty(container.Text("resources.requests.memory"));
                Assert.NotEmpty(container.Text("resources.limits.memory"));
            });
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_secret_is_only_ever_named(string overlay)
    {
        var rendered = await Rendered.OfAsync(overlay);
        Assert.Empty(rendered.All("Secret"));
        foreach (var variable in rendered.Pods.SelectMany(static pod => Containers(pod.Template)).SelectMany(static container => container.List("env")))
        {
            if (IsSecret(variable.Text("name")))
            {
                Assert.NotEmpty(variable.Text("valueFrom.secretKeyRef.name"));
                Assert.NotEmpty(variable.Text("valueFrom.secretKeyRef.key"));
            }
        }

        var literals = rendered.All("ConfigMap").SelectMany(static map => map.At("data")!.AsObject()).Select(static pair => pair.Key);
        Assert.DoesNotContain(literals, IsSecret);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_setting_is_one_that_the_readme_explains(string overlay)
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var rendered = await Rendered.OfAsync(overlay);
        var names = rendered.Pods.SelectMany(static pod => Containers(pod.Template)).SelectMany(static container => container.List("env"))
            .Select(static variable => variable.Text("name"))
            .Concat(rendered.All("ConfigMap").SelectMany(static map => map.At("data")!.AsObject()).Select(static pair => pair.Key));

        Assert.All(names, name => Assert.Contains(name.Replace("__", ":", StringComparison.Ordinal), readme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task What_serves_is_probed_drained_and_found(string overlay)
    {
        var rendered = await Rendered.OfAsync(overlay);
        foreach (var deployment in rendered.All("Deployment"))
        {
            var template = deployment.At("spec.template");
            var container = Assert.Single(Containers(template));
            Assert.Equal(ProbePaths, Probes.Select(probe => container.Text($"{probe}.httpGet.path")));
            Assert.All(Probes, probe => Assert.Equal("http", container.Text($"{probe}.httpGet.port")));
            Assert.Contains(container.List("ports"), static port => port.Text("name") == "http" && port.Text("containerPort") == "8080");

            // 20 s to drain, after the balancers have heard of it.
            var pause = int.Parse(container.Text("lifecycle.preStop.sleep.seconds"));
            Assert.InRange(int.Parse(template.Text("spec.terminationGracePeriodSeconds")), pause + 21, 300);
            Assert.True(template.At("metadata.labels").HasLabels(deployment.At("spec.selector.matchLabels")));
        }

        var service = rendered.One("Service", "orleanscommerce");
        Assert.Single(rendered.All("Deployment"), deployment => deployment.At("spec.template.metadata.labels").HasLabels(service.At("spec.selector")));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Tables_are_made_by_a_job_with_a_role_of_its_own(string overlay)
    {
        var job = (await Rendered.OfAsync(overlay)).One("Job", "orleanscommerce-migration");
        var container = Assert.Single(Containers(job.At("spec.template")));

        Assert.Equal(["migrate"], container.List("args").Select(static arg => arg.ToString()));
        Assert.Equal("Never", job.Text("spec.template.spec.restartPolicy"));
        Assert.All(container.List("env"), static variable => Assert.Equal("orleanscommerce-migration", variable.Text("valueFrom.secretKeyRef.name")));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_network_is_closed_but_for_what_is_named(string overlay)
    {
        var rendered = await Rendered.OfAsync(overlay);
        var policy = rendered.One("NetworkPolicy", "orleanscommerce");
        Assert.Equal(["Ingress", "Egress"], policy.List("spec.policyTypes").Select(static type => type.ToString()));
        Assert.All(rendered.Pods, pod => Assert.True(pod.Template.At("metadata.labels").HasLabels(policy.At("spec.podSelector.matchLabels"))));

        foreach (var rule in policy.List("spec.ingress"))
        {
            var from = Assert.Single(rule.List("from"));
            var ports = rule.List("ports").Select(static port => port.Text("port")).ToList();
            if (ports.Contains("8080"))
            {
                Assert.NotNull(from.At("namespaceSelector"));
                Assert.Equal(["8080"], ports);
            }
            else
            {
                Assert.Equal(["11111", "30000"], ports);
                Assert.NotNull(from.At("podSelector"));
                Assert.Null(from.At("namespaceSelector"));
            }
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode? template) => template.List("spec.containers");

    private static bool IsSecret(string name) =>
        name.StartsWith("ConnectionStrings__", StringComparison.Ordinal) || name.EndsWith("Key", StringComparison.Ordinal)
        || name.Contains("Secret", StringComparison.Ordinal) || name.Contains("Password", StringComparison.Ordinal);
}
