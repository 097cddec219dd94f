namespace Castor.Engines.Scenarios.Yaml;

/// <summary>One member of a mapping.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlValue Value);
