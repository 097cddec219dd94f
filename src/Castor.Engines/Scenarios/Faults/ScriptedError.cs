using Castor.Engines.Scenarios.Answers;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Scenarios.Faults;

/// <summary>A failure that a scenario wants, in the service's words where the file has none of its own.</summary>
internal sealed record ScriptedError
{
    private static readonly TimeSpan s_usualRetry = TimeSpan.FromSeconds(34);

    private const int UsualLimit = 10;

    public required GoogleError Usual { get; init; }

    /// <summary>The HTTP status, where it is not the code's own.</summary>
    public int? HttpStatus { get; init; }

    public TextTemplate? Message { get; init; }

    public IReadOnlyList<ErrorDetail>? Details { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public ApiException ToException(TemplateContext context)
    {
        var scene = new ErrorScene(context.Facts, RetryAfter ?? s_usualRetry, UsualLimit);
        string message = Message?.Render(context) ?? Usual.Message(scene);

        // Details of the usual failure belong to its text; a text of the file's own comes with details of the file's own, quotas aside.
        IReadOnlyList<ErrorDetail> details = Details ?? (Message is null || RetryAfter is not null ? Usual.Details(scene) : []);
        // Vertex AI's own words for a used-up quota come without details.
        bool isBare = scene.IsOnVertex && Usual.Status == ApiStatus.ResourceExhausted && Details is null && Message is null;
        if (RetryAfter is { } retryAfter && !isBare && !details.OfType<RetryInfo>().Any())
        {
            details = [.. details, new RetryInfo { RetryDelay = ProtoDuration.FromTimeSpan(retryAfter) }];
        }

        return HttpStatus is { } http
            ? new ApiException(Usual.Status, message, details) { HttpStatus = http }
            : new ApiException(Usual.Status, message, details);
    }

    /// <summary>What a quota answers that is used up.</summary>
    public static ApiException OfQuota(QuotaRule quota, TimeSpan retryAfter, TemplateContext context)
    {
        GoogleError usual = GoogleErrors.OfWindow(quota.IsDay);
        var scene = new ErrorScene(context.Facts, retryAfter, quota.Limit);
        return new ApiException(usual.Status, usual.Message(scene), usual.Details(scene));
    }
}
