using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>What a computer-use model does only with care. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<SafetyPolicy>))]
public readonly record struct SafetyPolicy(string Value) : IOpenEnum<SafetyPolicy>
{
    /// <summary><c>SAFETY_POLICY_UNSPECIFIED</c></summary>
    public static SafetyPolicy Unspecified => new("SAFETY_POLICY_UNSPECIFIED");

    /// <summary><c>FINANCIAL_TRANSACTIONS</c></summary>
    public static SafetyPolicy FinancialTransactions => new("FINANCIAL_TRANSACTIONS");

    /// <summary><c>SENSITIVE_DATA_MODIFICATION</c></summary>
    public static SafetyPolicy SensitiveDataModification => new("SENSITIVE_DATA_MODIFICATION");

    /// <summary><c>COMMUNICATION_TOOL</c></summary>
    public static SafetyPolicy CommunicationTool => new("COMMUNICATION_TOOL");

    /// <summary><c>ACCOUNT_CREATION</c></summary>
    public static SafetyPolicy AccountCreation => new("ACCOUNT_CREATION");

    /// <summary><c>DATA_MODIFICATION</c></summary>
    public static SafetyPolicy DataModification => new("DATA_MODIFICATION");

    /// <summary><c>USER_CONSENT_MANAGEMENT</c></summary>
    public static SafetyPolicy UserConsentManagement => new("USER_CONSENT_MANAGEMENT");

    /// <summary><c>LEGAL_TERMS_AND_AGREEMENTS</c></summary>
    public static SafetyPolicy LegalTermsAndAgreements => new("LEGAL_TERMS_AND_AGREEMENTS");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "Tool.ComputerUse.SafetyPolicy",
    [
        (0, "SAFETY_POLICY_UNSPECIFIED"),
        (1, "FINANCIAL_TRANSACTIONS"),
        (2, "SENSITIVE_DATA_MODIFICATION"),
        (3, "COMMUNICATION_TOOL"),
        (4, "ACCOUNT_CREATION"),
        (5, "DATA_MODIFICATION"),
        (6, "USER_CONSENT_MANAGEMENT"),
        (7, "LEGAL_TERMS_AND_AGREEMENTS"),
    ]);

    /// <inheritdoc/>
    public static SafetyPolicy FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
