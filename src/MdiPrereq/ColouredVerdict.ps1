$v = [string]$_.Verdict
if ($PSStyle -and $PSStyle.OutputRendering -ne 'PlainText' -and $Host.UI.SupportsVirtualTerminal) {
    $c = switch ($v) {
        Pass { $PSStyle.Foreground.Green }
        Warning { $PSStyle.Foreground.Yellow }
        Fail { $PSStyle.Foreground.Red }
        default { $PSStyle.Foreground.BrightBlack }
    }
    "$c$v$($PSStyle.Reset)"
}
else { $v }
