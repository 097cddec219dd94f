using System.Collections.Frozen;
using System.Text.Json;
using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>
/// Fields of a request that the URL's query sets, each spelled as in JSON or as in the proto: <c>pageSize</c>, <c>page_size</c>.
/// <see href="https://github.com/googleapis/googleapis/blob/master/google/api/http.proto"/>
/// </summary>
internal static class QueryFields
{
    /// <summary>
    /// What the front end takes for itself on every call; also everything with a leading <c>$</c>.
    /// <see href="https://cloud.google.com/apis/docs/system-parameters"/>
    /// </summary>
    private static readonly FrozenSet<string> s_system = FrozenSet.Create(
        StringComparer.Ordinal,
        "access_token", "alt", "apiVersion", "bearer_token", "callback", "fields", "key", "oauth_token", "pp", "prettyPrint", "quotaUser", "trace", "uploadType",
        "upload_protocol", "userIp", "userProject");

    /// <summary>The value of a field, named as in JSON; empty where it is not given.</summary>
    public static string Value(HttpRequest request, string field)
    {
        string value = request.Query[field].ToString();
        return value.Length > 0 ? value : request.Query[ProtoName(field)].ToString();
    }

    /// <summary>The value of a field that is true or false, in all the words that proto3 JSON has for them; false where it is not given.</summary>
    /// <exception cref="ApiException">It is neither.</exception>
    public static bool Flag(HttpRequest request, string field)
    {
        string value = Value(request, field);
        return value.ToLowerInvariant() switch
        {
            "true" or "t" or "yes" or "y" or "1" => true,
            "" or "false" or "f" or "no" or "n" or "0" => false,
            _ => throw Invalid(ProtoName(field), "TYPE_BOOL", value),
        };
    }

    /// <summary>The refusal of a value of the wrong type.</summary>
    /// <param name="field">The field as in the proto.</param>
    /// <param name="type">The proto type, such as <c>TYPE_INT32</c>.</param>
    /// <param name="value">What the query says.</param>
    public static ApiException Invalid(string field, string type, string value)
    {
        string text = $"Invalid value at '{field}' ({type}), \"{value}\"";
        return ApiException.InvalidArgument(text, new BadRequest { FieldViolations = [new FieldViolation { Field = field, Description = text }] });
    }

    /// <summary>Refuses names that are neither among the fields nor the front end's own.</summary>
    /// <exception cref="ApiException">There are such names; all are told at once.</exception>
    public static void Check(HttpRequest request, ReadOnlySpan<string> fields)
    {
        List<FieldViolation>? unknown = null;
        foreach (string name in request.Query.Keys)
        {
            if (!IsKnown(name, fields))
            {
                // Of a path such as updateMask.paths the first field is looked for.
                string field = name.Split('.', 2)[0];
                (unknown ??= []).Add(new FieldViolation
                {
                    Description =
                        $"Invalid JSON payload received. Unknown name \"{name}\": Cannot bind query parameter. Field '{field}' could not be found in request message.",
                });
            }
        }

        if (unknown is not null)
        {
            throw ApiException.InvalidArgument(string.Join('\n', unknown.Select(violation => violation.Description)), new BadRequest { FieldViolations = unknown });
        }
    }

    private static bool IsKnown(string name, ReadOnlySpan<string> fields)
    {
        if (name.StartsWith('$') || s_system.Contains(name))
        {
            return true;
        }

        foreach (string field in fields)
        {
            if (name == field || name == ProtoName(field))
            {
                return true;
            }
        }

        return false;
    }

    private static string ProtoName(string field) => JsonNamingPolicy.SnakeCaseLower.ConvertName(field);
}
