using System.CommandLine;

namespace Castor.Cli;

/// <summary>Options that take whole numbers from some number on.</summary>
internal static class LeastNumber
{
    /// <summary>Refuses smaller numbers; what is no number at all is refused by the option itself.</summary>
    public static TOption AtLeast<TOption>(this TOption option, int least)
        where TOption : Option
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int given) && given < least)
            {
                result.AddError($"'{given}' is too few for {option.Name}: take {least} or more.");
            }
        });
        return option;
    }
}
