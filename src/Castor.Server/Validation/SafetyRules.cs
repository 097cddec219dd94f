using System.Globalization;
using System.Text;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of safety settings.</summary>
internal static class SafetyRules
{
    private const string ImagePrefix = "HARM_CATEGORY_IMAGE_";

    private const string Predicate =
        "element predicate failed: $.category in (HarmCategory.HARM_CATEGORY_HATE_SPEECH, HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT, " +
        "HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT, HarmCategory.HARM_CATEGORY_HARASSMENT, HarmCategory.HARM_CATEGORY_CIVIC_INTEGRITY, " +
        "HarmCategory.HARM_CATEGORY_JAILBREAK)";

    /// <summary>Refuses the categories that this API's enumeration lacks, in the words that its reader has for them.</summary>
    public static void RefuseForeignCategories(IReadOnlyList<SafetySetting> settings, string apiVersion)
    {
        List<FieldViolation>? found = null;
        for (int i = 0; i < settings.Count; i++)
        {
            if (settings[i].Category is { } category && category.Value.StartsWith(ImagePrefix, StringComparison.Ordinal))
            {
                string field = string.Create(CultureInfo.InvariantCulture, $"safety_settings[{i}].category");
                (found ??= []).Add(new FieldViolation
                {
                    Field = field,
                    Description =
                        $"Invalid value at '{field}' (type.googleapis.com/google.ai.generativelanguage.{apiVersion}.HarmCategory), \"{category.Value}\"",
                });
            }
        }

        if (found is not null)
        {
            throw ApiException.InvalidArgument(Join(found), new BadRequest { FieldViolations = found });
        }
    }

    /// <summary>Field rules of the safety settings of the message at hand.</summary>
    public static void CheckFields(IReadOnlyList<SafetySetting> settings, ViolationList violations)
    {
        for (int i = 0; i < settings.Count; i++)
        {
            HarmCategory? category = settings[i].Category;
            if (!IsSupported(category))
            {
                violations.Add("safety_settings", i, Predicate);
            }
            else if (IsRepeated(settings, i))
            {
                violations.Add("safety_settings", i, $"only one setting is allowed for {category}");
            }
        }
    }

    private static string Join(List<FieldViolation> violations)
    {
        var text = new StringBuilder();
        foreach (FieldViolation violation in violations)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(violation.Description);
        }

        return text.ToString();
    }

    private static bool IsSupported(HarmCategory? category) => category?.Value is
        "HARM_CATEGORY_HATE_SPEECH"
        or "HARM_CATEGORY_SEXUALLY_EXPLICIT"
        or "HARM_CATEGORY_DANGEROUS_CONTENT"
        or "HARM_CATEGORY_HARASSMENT"
        or "HARM_CATEGORY_CIVIC_INTEGRITY"
        or "HARM_CATEGORY_JAILBREAK";

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
