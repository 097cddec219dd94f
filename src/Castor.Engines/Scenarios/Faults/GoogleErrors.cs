using Castor.Protocol;

namespace Castor.Engines.Scenarios.Faults;

/// <summary>The failures that the service is known for, with its own texts and details.</summary>
internal static class GoogleErrors
{
    private const string Service = "generativelanguage.googleapis.com";

    private const string OutOfQuota =
        "You exceeded your current quota, please check your plan and billing details. "
        + "For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.";

    /// <summary>Vertex AI shares its capacity out, and tells no quota and no time.</summary>
    private const string VertexOutOfCapacity =
        "Resource exhausted. Please try again later. "
        + "Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.";

    private const string BadCredentials =
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication "
        + "credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";

    private const string NoKey =
        "Method doesn't allow unregistered callers (callers without established identity). "
        + "Please use API Key or other form of API consumer identity to call this API.";

    private const string BadKey = "API key not valid. Please pass a valid API key.";
    private const string ExpiredKey = "API key expired. Please renew the API key.";

    /// <summary>The failures by name; the first of each status is what the bare status stands for.</summary>
    public static IReadOnlyList<GoogleError> All { get; } =
    [
        new("invalid-argument", ApiStatus.InvalidArgument, "Request contains an invalid argument."),
        new("invalid-key", ApiStatus.InvalidArgument, _ => BadKey, _ => KeyDetails(BadKey)),
        new("expired-key", ApiStatus.InvalidArgument, _ => ExpiredKey, _ => KeyDetails(ExpiredKey)),
        new("location", ApiStatus.FailedPrecondition, "User location is not supported for the API use."),
        new("out-of-range", ApiStatus.OutOfRange, "Request contains an invalid argument."),
        new("unauthenticated", ApiStatus.Unauthenticated, _ => BadCredentials, CredentialDetails),
        new("permission-denied", ApiStatus.PermissionDenied, "The caller does not have permission"),
        new("no-key", ApiStatus.PermissionDenied, NoKey),
        new("leaked-key", ApiStatus.PermissionDenied, "Your API key was reported as leaked. Please use another API key."),
        new("not-found", ApiStatus.NotFound, UnknownModel, static _ => []),
        new("already-exists", ApiStatus.AlreadyExists, "Requested entity already exists"),
        new("aborted", ApiStatus.Aborted, "The operation was aborted."),
        new("quota-per-minute", ApiStatus.ResourceExhausted, QuotaText, s => QuotaDetails(s, Requests, "GenerateRequestsPerMinutePerProjectPerModel-FreeTier")),
        new("quota-per-day", ApiStatus.ResourceExhausted, QuotaText, s => QuotaDetails(s, Requests, "GenerateRequestsPerDayPerProjectPerModel-FreeTier")),
        new("tokens-per-minute", ApiStatus.ResourceExhausted, QuotaText, s => QuotaDetails(s, Tokens, "GenerateContentInputTokensPerModelPerMinute-FreeTier")),
        new("resource-exhausted", ApiStatus.ResourceExhausted, s => s.IsOnVertex ? VertexOutOfCapacity : "Resource has been exhausted (e.g. check quota).", static _ => []),
        new("cancelled", ApiStatus.Cancelled, "The operation was cancelled."),
        new("internal", ApiStatus.Internal, "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting"),
        new("internal-encountered", ApiStatus.Internal, "Internal error encountered."),
        new("unknown", ApiStatus.Unknown, "Unknown Error."),
        new("data-loss", ApiStatus.DataLoss, "Internal error encountered."),
        new("unimplemented", ApiStatus.Unimplemented, "Operation is not implemented, or supported, or enabled."),
        new("overloaded", ApiStatus.Unavailable, "The model is overloaded. Please try again later."),
        new("high-demand", ApiStatus.Unavailable, "This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later."),
        new("unavailable", ApiStatus.Unavailable, "The service is currently unavailable."),
        new("deadline", ApiStatus.DeadlineExceeded, "Deadline expired before operation could complete."),
    ];

    /// <summary>What a window of a minute or a day runs into.</summary>
    public static GoogleError OfWindow(bool isDay) => Find(isDay ? "quota-per-day" : "quota-per-minute")!;

    public static GoogleError? Find(string name) => All.FirstOrDefault(e => e.Name == name);

    /// <summary>The failure that a bare canonical code stands for.</summary>
    public static GoogleError Of(ApiStatus status) => All.First(e => e.Status == status);

    private const string Requests = Service + "/generate_content_free_tier_requests";
    private const string Tokens = Service + "/generate_content_free_tier_input_token_count";

    private static string QuotaText(ErrorScene scene) => scene.IsOnVertex ? VertexOutOfCapacity : OutOfQuota;

    private static string UnknownModel(ErrorScene scene) => scene.IsOnVertex
        ? $"Publisher Model `publishers/google/models/{scene.Model}` was not found or your project does not have access to it. Please ensure you are using a valid model version. "
            + "For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions"
        : $"models/{scene.Model} is not found for API version v1beta, or is not supported for {scene.Method}. "
        + "Call ModelService.ListModels to see the list of available models and their supported methods.";

    private static IReadOnlyList<ErrorDetail> KeyDetails(string message) =>
    [
        new ErrorInfo
        {
            Reason = "API_KEY_INVALID",
            Domain = "googleapis.com",
            Metadata = new Dictionary<string, string> { ["service"] = Service },
        },
        new LocalizedMessage { Locale = "en-US", Message = message },
    ];

    private static IReadOnlyList<ErrorDetail> CredentialDetails(ErrorScene scene) =>
    [
        new ErrorInfo
        {
            Reason = "ACCESS_TOKEN_TYPE_UNSUPPORTED",
            Metadata = new Dictionary<string, string> { ["method"] = scene.RpcName, ["service"] = Service },
        },
    ];

    private static IReadOnlyList<ErrorDetail> QuotaDetails(ErrorScene scene, string metric, string id) => scene.IsOnVertex ? [] :
    [
        new QuotaFailure
        {
            Violations =
            [
                new QuotaViolation
                {
                    QuotaMetric = metric,
                    QuotaId = id,
                    QuotaDimensions = new Dictionary<string, string> { ["location"] = "global", ["model"] = scene.Model },
                    QuotaValue = scene.Limit.ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
            ],
        },
        new Help
        {
            Links =
            [
                new HelpLink { Description = "Learn more about Gemini API quotas", Url = "https://ai.google.dev/gemini-api/docs/rate-limits" },
            ],
        },
        new RetryInfo { RetryDelay = Castor.Protocol.Json.ProtoDuration.FromTimeSpan(scene.RetryAfter) },
    ];
}
