using Castor.Protocol;
using Castor.Server.Identity.Roles;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity;

/// <summary>The refusals of Google's front end, as recorded.</summary>
internal static class IdentityErrors
{
    private const string DeveloperService = "generativelanguage.googleapis.com";
    private const string Domain = "googleapis.com";
    private const string Locale = "en-US";

    public static ApiException NoKey() => new(
        ApiStatus.PermissionDenied,
        "Method doesn't allow unregistered callers (callers without established identity). "
        + "Please use API Key or other form of API consumer identity to call this API.");

    public static ApiException BadKey(HttpContext context)
    {
        const string message = "API key not valid. Please pass a valid API key.";
        return ApiException.InvalidArgument(message, Info("API_KEY_INVALID", ("service", Service(context))), Localized(message));
    }

    public static ApiException NoToken(HttpContext context) => new(
        ApiStatus.Unauthenticated,
        "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. "
        + "See https://developers.google.com/identity/sign-in/web/devconsole-project.",
        Info("CREDENTIALS_MISSING", ("service", Service(context)), ("method", MethodName(context))));

    public static ApiException KeyNotSupported(HttpContext context) => new(
        ApiStatus.Unauthenticated,
        "API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal. "
        + "See https://cloud.google.com/docs/authentication",
        Info("CREDENTIALS_MISSING", ("service", Service(context)), ("method", MethodName(context))));

    /// <summary>The OpenAI-compatible endpoint has words of its own for a wrong key.</summary>
    public static ApiException BadOpenAiKey() => ApiException.InvalidArgument("Please pass a valid API key");

    public static ApiException BadToken(HttpContext context)
    {
        // The renderer of errors starts from empty headers, so this one joins just before they go out.
        context.Response.OnStarting(static state =>
        {
            ((HttpResponse)state).Headers.WWWAuthenticate = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"";
            return Task.CompletedTask;
        }, context.Response);
        return new ApiException(
            ApiStatus.Unauthenticated,
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. "
            + "See https://developers.google.com/identity/sign-in/web/devconsole-project.",
            new ErrorInfo
            {
                Reason = "ACCESS_TOKEN_TYPE_UNSUPPORTED",
                Metadata = new Dictionary<string, string> { ["method"] = MethodName(context), ["service"] = Service(context) },
            });
    }

    public static ApiException ReferrerBlocked(HttpContext context, Caller caller, string referrer)
    {
        string shown = referrer.Length == 0 ? "<empty>" : referrer;
        return Blocked(
            $"Requests from referer {shown} are blocked.",
            Info("API_KEY_HTTP_REFERRER_BLOCKED", ("consumer", Consumer(caller)), ("service", Service(context)), ("httpReferrer", shown)));
    }

    public static ApiException AddressBlocked(HttpContext context, Caller caller, string address) => Blocked(
        $"The provided API key has an IP address restriction. The originating IP address of the call ({address}) violates this restriction.",
        Info("API_KEY_IP_ADDRESS_BLOCKED", ("consumer", Consumer(caller)), ("service", Service(context))));

    public static ApiException MethodBlocked(Caller caller, HttpContext context)
    {
        string method = MethodName(context);
        return Blocked(
            $"Requests to this API {Service(context)} method {method} are blocked.",
            Info("API_KEY_SERVICE_BLOCKED", ("consumer", Consumer(caller)), ("service", Service(context)), ("apiName", Service(context)), ("methodName", method)));
    }

    /// <summary>Google has no keys that are limited to models; this is worded after its refusal of a method.</summary>
    public static ApiException ModelBlocked(Caller caller, HttpContext context, string? model) => Blocked(
        model is null
            ? $"Requests to this API {Service(context)} that name no model are blocked."
            : $"Requests to this API {Service(context)} model models/{model} are blocked.",
        Info(
            "API_KEY_SERVICE_BLOCKED",
            ("consumer", Consumer(caller)),
            ("service", Service(context)),
            ("apiName", Service(context)),
            ("methodName", MethodName(context))));

    private static ApiException Blocked(string message, ErrorInfo info) => new(ApiStatus.PermissionDenied, message, info, Localized(message));

    private static ErrorInfo Info(string reason, params ReadOnlySpan<(string Name, string Value)> metadata)
    {
        var pairs = new Dictionary<string, string>(metadata.Length);
        foreach ((string name, string value) in metadata)
        {
            pairs.Add(name, value);
        }

        return new ErrorInfo { Reason = reason, Domain = Domain, Metadata = pairs };
    }

    private static LocalizedMessage Localized(string message) => new() { Locale = Locale, Message = message };

    private static string Consumer(Caller caller) => $"projects/{caller.Project}";

    /// <summary>The service that an endpoint belongs to.</summary>
    public static string Service(HttpContext context) => context.GetEndpoint() is { } endpoint
        ? AccessRules.PermissionOf(endpoint)?.Service ?? endpoint.Metadata.GetMetadata<ITwin>()?.Service ?? DeveloperService
        : DeveloperService;

    private static string MethodName(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ApiMethod>()?.FullName ?? context.Request.Path.Value ?? "/";
}
