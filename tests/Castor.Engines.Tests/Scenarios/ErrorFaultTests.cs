using Castor.Protocol;

namespace Castor.Engines.Tests.Scenarios;

public sealed class ErrorFaultTests
{
    [Theory]
    [InlineData("400", 400, "INVALID_ARGUMENT", "Request contains an invalid argument.")]
    [InlineData("401", 401, "UNAUTHENTICATED", "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.")]
    [InlineData("403", 403, "PERMISSION_DENIED", "The caller does not have permission")]
    [InlineData("404", 404, "NOT_FOUND", "models/gemini-2.5-flash is not found for API version v1beta, or is not supported for generateContent. Call ModelService.ListModels to see the list of available models and their supported methods.")]
    [InlineData("429", 429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.")]
    [InlineData("499", 499, "CANCELLED", "The operation was cancelled.")]
    [InlineData("500", 500, "INTERNAL", "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting")]
    [InlineData("503", 503, "UNAVAILABLE", "The model is overloaded. Please try again later.")]
    [InlineData("504", 504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.")]
    [InlineData("502", 502, "UNAVAILABLE", "The model is overloaded. Please try again later.")]
    [InlineData("UNAVAILABLE", 503, "UNAVAILABLE", "The model is overloaded. Please try again later.")]
    [InlineData("leaked-key", 403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key.")]
    [InlineData("{status: 500, message: \"No luck, {{text}}\"}", 500, "INTERNAL", "No luck, hi")]
    public async Task Error_IsToldInTheServicesWords(string error, int http, string status, string message)
    {
        using var rig = new ScenarioRig($"- faults: {{error: {error}}}");

        Status body = (await rig.Fails("hi")).ToResponse().Error!;

        Assert.Equal((http, status, message), (body.Code, body.StatusName, body.Message));
    }

    [Fact]
    public async Task Error_429_CarriesQuotaHelpAndRetry()
    {
        using var rig = new ScenarioRig("- faults: {error: {status: 429, retryAfter: 2s}}");

        ApiException exception = await rig.Fails("hi");

        QuotaViolation violation = Assert.Single(Assert.IsType<QuotaFailure>(exception.Details[0]).Violations!);
        Assert.Equal("generativelanguage.googleapis.com/generate_content_free_tier_requests", violation.QuotaMetric);
        Assert.Equal("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", violation.QuotaId);
        Assert.Equal("gemini-2.5-flash", violation.QuotaDimensions!["model"]);
        Assert.StartsWith("https://ai.google.dev/", Assert.IsType<Help>(exception.Details[1]).Links![0].Url, StringComparison.Ordinal);
        Assert.Equal("2s", Assert.IsType<RetryInfo>(exception.Details[2]).RetryDelay.ToString());
    }

    [Theory]
    [InlineData("{status: 503, retryAfter: 2.5s}")]
    [InlineData("{status: overloaded, message: wait, retryAfter: 2500ms}")]
    [InlineData("{status: 429, details: [{'@type': a/b}], retryAfter: 2.5s}")]
    public async Task Error_WithRetryAfter_TellsItWhateverTheStatus(string error)
    {
        using var rig = new ScenarioRig($"- faults: {{error: {error}}}");

        ApiException exception = await rig.Fails("hi");

        Assert.Equal("2.500s", Assert.Single(exception.Details.OfType<RetryInfo>()).RetryDelay.ToString());
    }

    [Fact]
    public async Task Error_WithDetailsOfTheFile_CarriesThose()
    {
        using var rig = new ScenarioRig("""
            - faults:
                error:
                  status: 403
                  message: no
                  details:
                    - {"@type": type.googleapis.com/google.rpc.ErrorInfo, reason: MINE, domain: castor.example}
                    - {"@type": type.googleapis.com/castor.Novel, x: 1}
            """);

        ApiException exception = await rig.Fails("hi");

        Assert.Equal("MINE", Assert.IsType<ErrorInfo>(exception.Details[0]).Reason);
        Assert.Equal("type.googleapis.com/castor.Novel", Assert.IsType<UnknownErrorDetail>(exception.Details[1]).Type);
    }
}
