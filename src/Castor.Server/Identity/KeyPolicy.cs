using System.Net;
using Castor.Storage.Keys;

namespace Castor.Server.Identity;

/// <summary>The restrictions of one key, ready to be checked. An empty list limits nothing.</summary>
public sealed class KeyPolicy
{
    private const string ModelPrefix = "models/";

    private readonly List<NamePattern> _models = [];
    private readonly List<NamePattern> _methods = [];
    private readonly List<string> _services = [];
    private readonly List<ReferrerPattern> _referrers = [];
    private readonly List<IPNetwork> _addresses = [];

    private KeyPolicy()
    {
    }

    internal bool LimitsModels => _models.Count > 0;

    internal bool LimitsMethods => _methods.Count > 0;

    internal bool LimitsServices => _services.Count > 0;

    internal bool LimitsReferrers => _referrers.Count > 0;

    internal bool LimitsAddresses => _addresses.Count > 0;

    /// <summary>The mistakes in restrictions, one line each; none for restrictions that can be kept.</summary>
    public static IReadOnlyList<string> FindMistakes(ApiKeyRestrictions restrictions)
    {
        var mistakes = new List<string>();
        _ = new KeyPolicy().Take(restrictions, mistakes);
        return mistakes;
    }

    /// <summary>The policy of restrictions; null where one of them cannot be understood, so that the key must not be taken at all.</summary>
    internal static KeyPolicy? Compile(ApiKeyRestrictions restrictions)
    {
        var mistakes = new List<string>();
        KeyPolicy policy = new KeyPolicy().Take(restrictions, mistakes);
        return mistakes.Count == 0 ? policy : null;
    }

    internal bool AllowsModel(ReadOnlySpan<char> model)
    {
        foreach (NamePattern pattern in _models)
        {
            if (pattern.Matches(model))
            {
                return true;
            }
        }

        return false;
    }

    internal bool AllowsMethod(string method)
    {
        foreach (NamePattern pattern in _methods)
        {
            if (pattern.Matches(method))
            {
                return true;
            }
        }

        return false;
    }

    internal bool AllowsService(string service) => _services.Contains(service);

    internal bool AllowsReferrer(string referrer) =>
        Uri.TryCreate(referrer, UriKind.Absolute, out Uri? page) && _referrers.Exists(pattern => pattern.Matches(page));

    internal bool AllowsAddress(IPAddress? address) =>
        address is not null && _addresses.Exists(range => range.Contains(address));

    private KeyPolicy Take(ApiKeyRestrictions restrictions, List<string> mistakes)
    {
        foreach (string text in restrictions.Models)
        {
            Add(_models, NamePattern.TryParse(WithoutPrefix(text), out NamePattern model), model, $"'{text}' is no model: name one, such as gemini-2.5-flash or gemini-2.5-*");
        }

        foreach (string text in restrictions.Methods)
        {
            bool known = NamePattern.TryParse(text, out NamePattern method) && ApiMethods.All.Any(name => method.Matches(name));
            Add(_methods, known, method, $"'{text}' is no method: take some of {string.Join(", ", ApiMethods.All)}");
        }

        foreach (string text in restrictions.Services)
        {
            Add(_services, ApiMethods.Services.Contains(text), text, $"'{text}' is no service: take some of {string.Join(", ", ApiMethods.Services)}");
        }

        foreach (string text in restrictions.Referrers)
        {
            ReferrerPattern? referrer = ReferrerPattern.Parse(text);
            Add(_referrers, referrer is not null, referrer!, $"'{text}' is no page: write example.com/*, *.example.com or https://example.com:8443/app/*");
        }

        foreach (string text in restrictions.Ips)
        {
            Add(_addresses, AddressRange.TryParse(text, out IPNetwork range), range, $"'{text}' is no address or range: write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32");
        }

        return this;

        void Add<T>(List<T> list, bool understood, T item, string mistake)
        {
            if (understood)
            {
                list.Add(item);
            }
            else
            {
                mistakes.Add(mistake);
            }
        }
    }

    private static string WithoutPrefix(string model) => model.StartsWith(ModelPrefix, StringComparison.Ordinal) ? model[ModelPrefix.Length..] : model;
}
