/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-link-preview.h"

#include "office-preview-fetch.h"

#define MOST_KEPT    200                /* previews… */
#define MOST_IMAGES  (16 * 1024 * 1024) /* …and bytes of their images */
#define MOST_AT_ONCE 2

struct _OfficeLinkPreview {
  GObject parent_instance;

  char *address;
  OfficePreview *said; /* nullable: nothing yet, or nothing at all */
};

/* Main thread, as everything here. */
typedef struct {
  GHashTable *kept; /* address → OfficeLinkPreview */
  GQueue order;     /* OfficeLinkPreview, borrowed: the one that was asked for first is forgotten first */
  GQueue waiting;   /* OfficeLinkPreview, referenced: the newest is asked for first, it is what is in view */
  guint n_running;
  gsize image_bytes; /* of all that are kept */
} Cache;

enum { PROP_0, PROP_THERE, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeLinkPreview, office_link_preview, G_TYPE_OBJECT)

static void run_next (Cache *cache);

static Cache *
get_cache (void)
{
  static Cache cache;

  if (cache.kept == NULL)
    cache.kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  return &cache;
}

static gsize
get_image_size (OfficeLinkPreview *self)
{
  return self->said != NULL && self->said->image != NULL ? g_bytes_get_size (self->said->image) : 0;
}

static void
forget_oldest (Cache *cache)
{
  while (g_hash_table_size (cache->kept) > MOST_KEPT
         || (cache->image_bytes > MOST_IMAGES && g_hash_table_size (cache->kept) > 1))
    {
      OfficeLinkPreview *oldest = g_queue_pop_head (&cache->order);

      cache->image_bytes -= get_image_size (oldest);
      g_hash_table_remove (cache->kept, oldest->address);
    }
}

static void
set_said (OfficeLinkPreview *self, OfficePreview *said)
{
  Cache *cache = get_cache ();
  const gboolean kept = g_hash_table_lookup (cache->kept, self->address) == self;

  if (kept)
    cache->image_bytes -= get_image_size (self);
  g_clear_pointer (&self->said, office_preview_free);
  self->said = said;
  if (kept)
    cache->image_bytes += get_image_size (self);
  if (said != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THERE]);
  forget_oldest (cache);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfficeLinkPreview) self = data;
  Cache *cache = get_cache ();
  g_autoptr (GError) error = NULL;
  OfficePreview *said = office_preview_fetch_finish (result, &error);

  cache->n_running--;
  if (said == NULL)
    g_debug ("No preview of %s: %s", self->address, error->message);
  set_said (self, said);
  run_next (cache);
}

static void
run_next (Cache *cache)
{
  while (cache->n_running < MOST_AT_ONCE && !g_queue_is_empty (&cache->waiting))
    {
      OfficeLinkPreview *self = g_queue_pop_head (&cache->waiting);

      cache->n_running++;
      office_preview_fetch_async (self->address, NULL, NULL, on_fetched, self);
    }
}

static OfficeLinkPreview *
keep (Cache *cache, const char *address)
{
  OfficeLinkPreview *self = g_object_new (OFFICE_TYPE_LINK_PREVIEW, NULL);

  self->address = g_strdup (address);
  g_hash_table_insert (cache->kept, self->address, self);
  g_queue_push_tail (&cache->order, self);
  return self;
}

static void
office_link_preview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_THERE)
    g_value_set_boolean (value, office_link_preview_is_there (OFFICE_LINK_PREVIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_link_preview_finalize (GObject *object)
{
  OfficeLinkPreview *self = OFFICE_LINK_PREVIEW (object);

  g_free (self->address);
  g_clear_pointer (&self->said, office_preview_free);
  G_OBJECT_CLASS (office_link_preview_parent_class)->finalize (object);
}

static void
office_link_preview_class_init (OfficeLinkPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = office_link_preview_finalize;
  object_class->get_property = office_link_preview_get_property;
  properties[PROP_THERE] = g_param_spec_boolean ("there", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_link_preview_init (OfficeLinkPreview *self)
{
}

/**
 * office_link_preview_get:
 * @address: where a link leads
 *
 * Gives the preview that is kept, or asks the page for one; only for a person who has allowed it.
 *
 * Returns: (transfer full): the preview, which may say nothing yet, or never; see "there"
 */
OfficeLinkPreview *
office_link_preview_get (const char *address)
{
  Cache *cache = get_cache ();
  OfficeLinkPreview *self;

  g_return_val_if_fail (address != NULL, NULL);

  self = g_hash_table_lookup (cache->kept, address);
  if (self != NULL)
    return g_object_ref (self);
  self = g_object_ref (keep (cache, address));
  g_queue_push_head (&cache->waiting, g_object_ref (self));
  forget_oldest (cache);
  run_next (cache);
  return self;
}

const char *
office_link_preview_get_address (OfficeLinkPreview *self)
{
  return self->address;
}

gboolean
office_link_preview_is_there (OfficeLinkPreview *self)
{
  return self->said != NULL;
}

const char *
office_link_preview_get_title (OfficeLinkPreview *self)
{
  return self->said != NULL ? self->said->title : NULL;
}

const char *
office_link_preview_get_description (OfficeLinkPreview *self)
{
  return self->said != NULL ? self->said->description : NULL;
}

const char *
office_link_preview_get_site (OfficeLinkPreview *self)
{
  return self->said != NULL ? self->said->site : NULL;
}

GBytes *
office_link_preview_get_image (OfficeLinkPreview *self)
{
  return self->said != NULL ? self->said->image : NULL;
}

/**
 * office_link_preview_set_said:
 * @address: where a link leads
 * @title: (nullable)
 * @description: (nullable)
 * @site: (nullable)
 * @image: (nullable): the bytes of a file
 *
 * Keeps a preview without asking the page, for tests.
 */
void
office_link_preview_set_said (const char *address, const char *title, const char *description, const char *site,
                              GBytes *image)
{
  Cache *cache = get_cache ();
  OfficeLinkPreview *self = g_hash_table_lookup (cache->kept, address);
  OfficePreview *said = office_preview_new ();

  said->title = g_strdup (title);
  said->description = g_strdup (description);
  said->site = g_strdup (site);
  said->image = image != NULL ? g_bytes_ref (image) : NULL;
  set_said (self != NULL ? self : keep (cache, address), said);
}
