using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Descriptions, from attributes or from the XML documentation file beside the assembly.</summary>
internal sealed class XmlDocumentation(bool enabled)
{
    private readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> _files = [];

    public string? Of(Type type) => Attribute(type) ?? Summary(type.Assembly, $"T:{Id(type)}");

    public string? Of(MemberInfo member)
    {
        if (Attribute(member) is { } given)
        {
            return given;
        }

        var owner = member.DeclaringType!;
        var id = member switch
        {
            MethodInfo method => $"M:{Id(owner)}.{method.Name}{Parameters(method)}",
            PropertyInfo => $"P:{Id(owner)}.{member.Name}",
            _ => $"F:{Id(owner)}.{member.Name}",
        };

        // The properties of a positional record are documented as its parameters.
        return Summary(owner.Assembly, id) ?? Parameter(owner.Assembly, $"T:{Id(owner)}", member.Name);
    }

    public string? Of(ParameterInfo parameter) =>
        Attribute(parameter) ?? (parameter.Member is MethodInfo method
            ? Parameter(method.DeclaringType!.Assembly, $"M:{Id(method.DeclaringType!)}.{method.Name}{Parameters(method)}", parameter.Name!)
            : null);

    private static string? Attribute(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(GraphQLDescriptionAttribute), false) is [GraphQLDescriptionAttribute given, ..]
            ? given.Description
            : null;

    private string? Summary(Assembly assembly, string id) =>
        enabled && File(assembly).TryGetValue(id, out var member) ? Text(member.Element("summary")) : null;

    private string? Parameter(Assembly assembly, string id, string name) =>
        enabled && File(assembly).TryGetValue(id, out var member)
            ? Text(member.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name))
            : null;

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XElement reference => reference.Value is { Length: > 0 } inner
                    ? inner
                    : Short((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name")),
                XText words => words.Value,
                _ => "",
            });
        }

        var lines = text.ToString().Split('\n').Select(l => l.Trim()).ToArray();
        var joined = string.Join('\n', lines).Trim();
        return joined.Length == 0 ? null : joined;
    }

    private static string? Short(string? reference) => reference?[(reference.LastIndexOf('.') + 1)..];

    private Dictionary<string, XElement> File(Assembly assembly) => _files.GetOrAdd(assembly, static a =>
    {
        var path = System.IO.Path.ChangeExtension(a.Location, ".xml");
        if (a.Location.Length == 0 || !System.IO.File.Exists(path))
        {
            return [];
        }

        try
        {
            return XDocument.Load(path).Descendants("member")
                .Where(m => m.Attribute("name") is not null)
                .GroupBy(m => (string)m.Attribute("name")!)
                .ToDictionary(g => g.Key, g => g.First());
        }
        catch (XmlException)
        {
            return [];
        }
    });

    private static string Parameters(MethodInfo method)
    {
        var parameters = method.GetParameters();
        return parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(p => Id(p.ParameterType)))})";
    }

    private static string Id(Type type)
    {
        if (type.IsArray)
        {
            return Id(type.GetElementType()!) + "[]";
        }

        if (type.IsConstructedGenericType)
        {
            var definition = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
            return $"{definition[..definition.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(Id))}}}";
        }

        return (type.FullName ?? type.Name).Replace('+', '.');
    }
}
