/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kinds-markdown.h"

#include "kinds.h"

static const char *const writers[] = {
  [OFFICE_WRITER_HOST] = "host",     [OFFICE_WRITER_ROOM] = "who sees it",
  [OFFICE_WRITER_AUTHOR] = "author", [OFFICE_WRITER_SELF] = "the person, admins",
  [OFFICE_WRITER_ADMIN] = "admins",
};

static const char *const merges[] = {
  [OFFICE_MERGE_LAST] = "last",
  [OFFICE_MERGE_SET] = "set",
  [OFFICE_MERGE_THREE_WAY] = "three-way",
};

static const char *const scopes[] = {
  [OFFICE_SCOPE_OFFICE] = "`office`",
  [OFFICE_SCOPE_PERSON] = "`person:ID`",
  [OFFICE_SCOPE_ROOM] = "`room:ID`",
};

static const char *const removals[] = {
  [OFFICE_REMOVAL_NEVER] = "never",
  [OFFICE_REMOVAL_TOMBSTONE] = "gone",
  [OFFICE_REMOVAL_STUB] = "leaves a stub",
  [OFFICE_REMOVAL_TRASH] = "goes to the trash",
};

static void
append_choices (GString *text, const OfficeField *field)
{
  for (guint i = 0; field->choices[i] != NULL; i++)
    g_string_append_printf (text, "%s`%s`", i > 0 ? ", " : "", field->choices[i]);
}

static void
append_type (GString *text, const OfficeField *field)
{
  switch (field->type)
    {
    case OFFICE_FIELD_TEXT:
      g_string_append_printf (text, "text of %" G_GINT64_FORMAT "%s", field->limit,
                              (field->flags & OFFICE_FIELD_LINES) != 0 ? ", lines" : "");
      break;
    case OFFICE_FIELD_ID:
      g_string_append_printf (text, "id of a %s", field->target);
      break;
    case OFFICE_FIELD_ID_SET:
      g_string_append_printf (text, "set of %" G_GINT64_FORMAT " ids of a %s", field->limit, field->target);
      break;
    case OFFICE_FIELD_INTEGER:
      g_string_append (text, "integer from 0");
      break;
    case OFFICE_FIELD_BOOLEAN:
      g_string_append (text, "true or false");
      break;
    case OFFICE_FIELD_TIME:
      g_string_append (text, "time");
      break;
    case OFFICE_FIELD_DUE:
      g_string_append (text, "due date");
      break;
    case OFFICE_FIELD_POSITION:
      g_string_append (text, "position");
      break;
    case OFFICE_FIELD_HASH:
      g_string_append (text, "SHA-256, 64 lower-case hex digits");
      break;
    case OFFICE_FIELD_CHOICE:
    default:
      append_choices (text, field);
      break;
    }
}

static void
append_field (GString *text, const OfficeField *field)
{
  gboolean fixed = (field->flags & OFFICE_FIELD_FIXED) != 0;

  g_string_append_printf (text, "| `%s` | ", field->name);
  append_type (text, field);
  g_string_append_printf (text, " | %s | %s | %s |\n", (field->flags & OFFICE_FIELD_REQUIRED) != 0 ? "yes" : "",
                          fixed ? "fixed" : writers[field->writer], fixed ? "" : merges[field->merge]);
}

char *
kinds_to_markdown (void)
{
  GString *text = g_string_new (NULL);
  guint n_kinds;
  const OfficeKind *kinds = office_kinds_get (&n_kinds);

  for (guint k = 0; k < n_kinds; k++)
    {
      g_string_append_printf (text, "\n### %s\nScope %s; `put`: %s; `remove`: %s.\n\n", kinds[k].name,
                              scopes[kinds[k].scope], kinds[k].put ? "yes" : "no", removals[kinds[k].removal]);
      g_string_append (text, "| field | type and limit | required | set by | merge |\n|---|---|---|---|---|\n");
      for (guint f = 0; f < kinds[k].n_fields; f++)
        append_field (text, &kinds[k].fields[f]);
    }
  return g_string_free (text, FALSE);
}
