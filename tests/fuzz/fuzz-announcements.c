/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What anybody may announce on the network, in lines: the machine, its address, the port, then texts "key=value". */
#include "fuzz.h"

#include "office-found-private.h"
#include "office-id.h"

#include <string.h>

#define MOST_TEXTS 80

static GVariant *
take_texts (FuzzInput *input)
{
  GVariantBuilder texts;

  g_variant_builder_init (&texts, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; i < MOST_TEXTS && input->at < input->end; i++)
    {
      const char *end = memchr (input->at, '\n', (gsize) (input->end - input->at));
      gsize length = (gsize) ((end != NULL ? end : input->end) - input->at);

      g_variant_builder_add_value (&texts, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, input->at, length, 1));
      input->at = end != NULL ? end + 1 : input->end;
    }
  return g_variant_builder_end (&texts);
}

/* D-Bus carries valid UTF-8 only. */
static char *
take_text (FuzzInput *input)
{
  g_autofree char *line = fuzz_take (input, '\n');

  return g_utf8_make_valid (line != NULL ? line : "", -1);
}

static void
check (OfficeFound *found)
{
  const char *name = office_found_get_name (found);
  const char *fingerprint = office_found_get_fingerprint (found);

  g_assert_true (office_id_is_valid (office_found_get_id (found)));
  g_assert_true (g_utf8_validate (name, -1, NULL) && *name != '\0' && g_utf8_strlen (name, -1) <= 80);
  g_assert_true (g_utf8_validate (office_found_get_machine (found), -1, NULL));
  g_assert_true (g_hostname_is_ip_address (office_found_get_address (found)));
  g_assert_cmpuint (office_found_get_port (found), >, 0);
  g_assert_true (fingerprint == NULL || strlen (fingerprint) == 64);
  g_assert_true (office_found_equal (found, found));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autofree char *machine = take_text (&input);
  g_autofree char *address = take_text (&input);
  g_autofree char *port = take_text (&input);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (OfficeFound) found = NULL;

  answer = g_variant_ref_sink (g_variant_new ("(iissssisq@aayu)", 1, 0, "Desk", "_office-desk._tcp", "local", machine,
                                              0, address, (guint16) g_ascii_strtoull (port, NULL, 10),
                                              take_texts (&input), 0));
  found = office_found_new_from_answer (answer);
  if (found != NULL)
    check (found);
  return 0;
}
