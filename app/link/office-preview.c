/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-preview.h"

#include <string.h>

#include <libxml/HTMLparser.h>

#include "office-late-library.h"

#define MOST_NODES      20000 /* what a preview needs stands at the beginning */
#define LONGEST_TITLE   200   /* characters, as below */
#define LONGEST_LINE    400
#define LONGEST_ADDRESS 2000

/* With ICU behind it the library is large, and only people who allow previews need it. */
#if LIBXML_VERSION >= 21400
#define LIBRARY "libxml2.so.16"
#else
#define LIBRARY "libxml2.so.2"
#endif

#define FUNCTIONS(X)                                                                                                   \
  X (htmlReadMemory)                                                                                                   \
  X (xmlDocGetRootElement)                                                                                             \
  X (xmlFreeDoc)                                                                                                       \
  X (xmlHasProp)                                                                                                       \
  X (xmlInitParser)

typedef struct {
  FUNCTIONS (OFFICE_LATE_FUNCTION)
} Library;

static const Library *
get_library (void)
{
  static const char *const names[] = { FUNCTIONS (OFFICE_LATE_NAME) NULL };
  static Library library;
  static gboolean tried = FALSE, loaded = FALSE;

  if (!tried)
    {
      tried = TRUE;
      loaded = office_late_library_load (LIBRARY, names, (gpointer *) &library);
      if (loaded)
        library.xmlInitParser ();
    }
  return loaded ? &library : NULL;
}

/* On one line, at most so many characters; NULL where nothing is said. */
static char *
dup_line (const char *text, guint longest)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;
  guint n = 0;

  for (const char *p = valid; *p != '\0' && n < longest; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = line->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (line, ' ');
      space = FALSE;
      g_string_append_unichar (line, c);
      n++;
    }
  return g_string_free (line, line->len == 0);
}

static void
set_line (char **field, const char *text, guint longest)
{
  char *line = text != NULL && *field == NULL ? dup_line (text, longest) : NULL;

  if (line != NULL)
    *field = line;
}

/* The text of an attribute; entities have been replaced. */
static const char *
get_attribute (const Library *library, xmlNode *node, const char *name)
{
  xmlAttr *attribute = library->xmlHasProp (node, (const xmlChar *) name);

  return attribute != NULL && attribute->children != NULL ? (const char *) attribute->children->content : NULL;
}

static void
read_meta (OfficePreview *self, const Library *library, xmlNode *node)
{
  const struct {
    const char *name;
    char **field;
    guint longest;
  } known[] = {
    { "og:title", &self->title, LONGEST_TITLE },           { "og:description", &self->description, LONGEST_LINE },
    { "description", &self->description, LONGEST_LINE },   { "og:site_name", &self->site, LONGEST_TITLE },
    { "og:image", &self->image_address, LONGEST_ADDRESS }, { "og:image:url", &self->image_address, LONGEST_ADDRESS },
  };
  const char *name = get_attribute (library, node, "property");
  const char *content = get_attribute (library, node, "content");

  if (name == NULL)
    name = get_attribute (library, node, "name");
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (name, known[i].name) == 0)
      set_line (known[i].field, content, known[i].longest);
}

static const char *
get_text (xmlNode *node)
{
  return node->children != NULL && node->children->type == XML_TEXT_NODE ? (const char *) node->children->content
                                                                         : NULL;
}

/* The next in the order of the page, or NULL. */
static xmlNode *
next_node (xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  while (node != NULL && node->next == NULL)
    node = node->parent != NULL && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
  return node != NULL ? node->next : NULL;
}

static void
read_document (OfficePreview *self, const Library *library, xmlDoc *document)
{
  g_autofree char *title = NULL;
  guint n = 0;

  for (xmlNode *node = library->xmlDocGetRootElement (document); node != NULL && n < MOST_NODES;
       node = next_node (node), n++)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (g_ascii_strcasecmp ((const char *) node->name, "meta") == 0)
        read_meta (self, library, node);
      else if (g_ascii_strcasecmp ((const char *) node->name, "title") == 0)
        set_line (&title, get_text (node), LONGEST_TITLE);
    }
  if (self->title == NULL)
    self->title = g_steal_pointer (&title);
}

/**
 * office_preview_new:
 *
 * Returns: (transfer full): a preview that says nothing yet
 */
OfficePreview *
office_preview_new (void)
{
  return g_new0 (OfficePreview, 1);
}

/**
 * office_preview_free:
 * @self: (transfer full): a preview
 */
void
office_preview_free (OfficePreview *self)
{
  g_free (self->site);
  g_free (self->title);
  g_free (self->description);
  g_free (self->image_address);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_free (self);
}

/**
 * office_preview_read_page:
 * @html: the beginning of a page; anything at all
 * @length: bytes
 * @charset: (nullable): what the server says it is written in
 *
 * Main thread. What is said already stays. Nothing else is loaded, whatever the page names.
 */
void
office_preview_read_page (OfficePreview *self, const char *html, gsize length, const char *charset)
{
  const Library *library = get_library ();
  xmlDoc *document;

  if (library == NULL || length > G_MAXINT)
    return;
  document = library->htmlReadMemory (html, (int) length, NULL, charset,
                                      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
                                          | HTML_PARSE_COMPACT);
  if (document == NULL)
    return;
  read_document (self, library, document);
  library->xmlFreeDoc (document);
}
