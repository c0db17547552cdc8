@{
    # Everything the analyzer knows, and that every script runs in Windows PowerShell 5.1 too.
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.0')
        }
    }
    ExcludeRules = @(
        # build.ps1 hands its arguments on to dotnet, which knows no others.
        'PSAvoidUsingPositionalParameters'
    )
}
