# shellcheck shell=bash
# mdi-liar: one Python program on fifteen addresses, one lie each (servers/liar.py). 10.77.0.60 alone tells the truth.

liar_up() {
  local octet aliases=()
  for octet in {60..74}; do aliases+=("10.77.0.$octet/24"); done
  host mdi-liar lan "${aliases[@]}"
  certificate "liar.$DOMAIN"
  server mdi-liar liar "$PYTHON" -B "$LAB_DIR/servers/liar.py" "$PKI/liar.$DOMAIN.crt" "$PKI/liar.$DOMAIN.key"
}
