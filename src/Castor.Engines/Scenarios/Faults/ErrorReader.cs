using System.Globalization;
using System.Text.Json;
using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Yaml;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Scenarios.Faults;

/// <summary>Reads an <c>error</c>: a status such as <c>503</c> or <c>UNAVAILABLE</c>, a name such as <c>leaked-key</c>, or a mapping.</summary>
internal sealed class ErrorReader(ScenarioFindings findings)
{
    public ScriptedError? Read(YamlValue value)
    {
        if (value is YamlScalar scalar)
        {
            return ReadStatus(scalar);
        }

        if (YamlRead.Map(value, "error", findings) is not { } map)
        {
            return null;
        }

        var fields = new YamlFields(map, "error", findings);
        YamlValue? status = fields.Take("status");
        ScriptedError? error = status is YamlScalar named ? ReadStatus(named) : null;
        if (status is not YamlScalar)
        {
            findings.Mistake(map.Place, "error needs a status such as 503, UNAVAILABLE or overloaded");
        }

        TextTemplate? message = fields.Take("message") is YamlScalar text ? TextTemplate.Parse(text.Text, text.Place, findings) : null;
        IReadOnlyList<ErrorDetail>? details = fields.Take("details") is { } list ? ReadDetails(list) : null;
        TimeSpan? retryAfter = fields.Duration("retryAfter");
        fields.Close();
        return error is null ? null : error with { Message = message, Details = details, RetryAfter = retryAfter };
    }

    private ScriptedError? ReadStatus(YamlScalar scalar)
    {
        if (int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int http))
        {
            if (http is < 400 or > 599)
            {
                findings.Mistake(scalar.Place, $"an error has an HTTP status from 400 to 599, not {http}");
                return null;
            }

            GoogleError usual = GoogleErrors.Of(StatusOf(http));
            return new ScriptedError { Usual = usual, HttpStatus = usual.Status.ToHttpStatus() == http ? null : http };
        }

        GoogleError? named = ApiStatusNames.TryParse(scalar.Text, out ApiStatus status) ? GoogleErrors.Of(status) : GoogleErrors.Find(scalar.Text);
        if (named is null)
        {
            IEnumerable<string> names = GoogleErrors.All.Select(e => e.Name).Concat(Enum.GetValues<ApiStatus>().Select(s => s.ToWireName()));
            string hint = Spelling.Nearest(scalar.Text, names) is { } near ? $"; did you mean '{near}'?" : "; expected an HTTP status, a canonical code such as UNAVAILABLE, or one of "
                + string.Join(", ", GoogleErrors.All.Select(e => e.Name));
            findings.Mistake(scalar.Place, $"'{scalar.Text}' is no error{hint}");
            return null;
        }

        return new ScriptedError { Usual = named };
    }

    /// <summary>The canonical code that stands behind an HTTP status; the nearest one where the service itself never answers so.</summary>
    private static ApiStatus StatusOf(int http) => http switch
    {
        401 => ApiStatus.Unauthenticated,
        403 => ApiStatus.PermissionDenied,
        404 => ApiStatus.NotFound,
        408 or 504 => ApiStatus.DeadlineExceeded,
        409 => ApiStatus.Aborted,
        429 => ApiStatus.ResourceExhausted,
        499 => ApiStatus.Cancelled,
        501 => ApiStatus.Unimplemented,
        502 or 503 => ApiStatus.Unavailable,
        < 500 => ApiStatus.InvalidArgument,
        _ => ApiStatus.Internal,
    };

    private IReadOnlyList<ErrorDetail>? ReadDetails(YamlValue value)
    {
        if (YamlRead.List(value, "details", findings) is not { } list)
        {
            return null;
        }

        bool sound = true;
        foreach (YamlValue item in list.Items)
        {
            if ((item as YamlMap)?.Find("@type") is not YamlScalar)
            {
                findings.Mistake(item.Place, "a detail is a mapping with '@type', such as type.googleapis.com/google.rpc.ErrorInfo");
                sound = false;
            }
        }

        if (!sound)
        {
            return null;
        }

        try
        {
            byte[] items = YamlJson.ToUtf8(list);
            byte[] body = [.. "{\"error\":{\"details\":"u8, .. items, .. "}}"u8];
            return WireJson.ReadForeign<ErrorResponse>(body).Error?.Details ?? [];
        }
        catch (JsonException)
        {
            findings.Mistake(list.Place, "details are not as google.rpc has them");
            return null;
        }
    }
}
