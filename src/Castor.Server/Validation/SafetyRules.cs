using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of safety settings.</summary>
internal static class SafetyRules
{
    private const string Predicate =
        "element predicate failed: $.category in (HarmCategory.HARM_CATEGORY_HATE_SPEECH, HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT, " +
        "HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT, HarmCategory.HARM_CATEGORY_HARASSMENT, HarmCategory.HARM_CATEGORY_CIVIC_INTEGRITY, " +
        "HarmCategory.HARM_CATEGORY_JAILBREAK)";

    /// <summary>Field rules of the safety settings of the message at hand.</summary>
    public static void CheckFields(IReadOnlyList<SafetySetting> settings, TwinRules rules, ViolationList violations)
    {
        for (int i = 0; i < settings.Count; i++)
        {
            HarmCategory? category = settings[i].Category;
            // What the enumeration of Vertex AI holds is taken there, all of it.
            if (rules.Twin == Engines.ServiceTwin.Developer && !IsSupported(category) && !(rules.Merged && IsOfImages(category)))
            {
                violations.Add("safety_settings", i, Predicate);
            }
            else if (IsRepeated(settings, i))
            {
                violations.Add("safety_settings", i, $"only one setting is allowed for {category}");
            }
        }
    }

    private static bool IsSupported(HarmCategory? category) => category?.Value is
        "HARM_CATEGORY_HATE_SPEECH"
        or "HARM_CATEGORY_SEXUALLY_EXPLICIT"
        or "HARM_CATEGORY_DANGEROUS_CONTENT"
        or "HARM_CATEGORY_HARASSMENT"
        or "HARM_CATEGORY_CIVIC_INTEGRITY"
        or "HARM_CATEGORY_JAILBREAK";

    private static bool IsOfImages(HarmCategory? category) => category?.Value.StartsWith("HARM_CATEGORY_IMAGE_", StringComparison.Ordinal) == true;

    private static bool IsRepeated(IReadOnlyList<SafetySetting> settings, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (settings[i].Category == settings[index].Category)
            {
                return true;
            }
        }

        return false;
    }
}
