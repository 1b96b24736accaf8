/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-catalogue.h"

#include "office-folded-text.h"
#include "office-fuzzy.h"
#include "office-session-private.h"

struct _OfficeRoomCatalogue {
  GObject parent_instance;

  OfficeSession *session;
  OfficeList *list;
  char *typed; /* folded */
  guint turn;  /* source */
};

static void office_room_catalogue_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeRoomCatalogue, office_room_catalogue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_room_catalogue_list_model_init))

static GType
office_room_catalogue_get_item_type (GListModel *model)
{
  return OFFICE_TYPE_ROOM;
}

static guint
office_room_catalogue_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (OFFICE_ROOM_CATALOGUE (model)->list));
}

static gpointer
office_room_catalogue_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_ROOM_CATALOGUE (model)->list), position);
}

static void
office_room_catalogue_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_room_catalogue_get_item_type;
  iface->get_n_items = office_room_catalogue_get_n_items;
  iface->get_item = office_room_catalogue_get_item;
}

/* The topic counts, but less than the name. */
static int
score (OfficeRoomCatalogue *self, OfficeRoom *room)
{
  g_autofree char *name = office_text_fold (office_room_get_name (room));
  g_autofree char *topic = office_text_fold (office_room_get_topic (room) != NULL ? office_room_get_topic (room) : "");
  int by_name = office_fuzzy_score (name, self->typed, OFFICE_FUZZY_LOOSE);
  int by_topic = office_fuzzy_score (topic, self->typed, OFFICE_FUZZY_STRICT) / 4;

  return *self->typed == '\0' ? 1 : MAX (by_name, by_topic);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  OfficeRoom *one = *(OfficeRoom *const *) a;
  OfficeRoom *other = *(OfficeRoom *const *) b;
  int score_one = score (data, one);
  int score_other = score (data, other);

  if (office_room_get_archived (one) != office_room_get_archived (other))
    return office_room_get_archived (one) ? 1 : -1;
  if (score_one != score_other)
    return score_one > score_other ? -1 : 1;
  return office_room_compare (a, b);
}

static void
build (OfficeRoomCatalogue *self)
{
  g_autoptr (GPtrArray) rooms = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer room;

  g_clear_handle_id (&self->turn, g_source_remove);
  g_hash_table_iter_init (&iter, self->session->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &room))
    if (office_room_is_present (room) && office_room_get_visibility (room) != OFFICE_ROOM_DIRECT
        && score (self, room) > 0)
      g_ptr_array_add (rooms, room);
  g_ptr_array_sort_with_data (rooms, compare, self);
  office_list_set (self->list, rooms);
}

static gboolean
on_turn (gpointer data)
{
  OfficeRoomCatalogue *self = data;

  self->turn = 0;
  build (self);
  return G_SOURCE_REMOVE;
}

/* Objects follow the book after it has said that it changed. */
static void
on_book_changed (OfficeRoomCatalogue *self)
{
  if (self->turn == 0)
    self->turn = g_idle_add (on_turn, self);
}

static void
office_room_catalogue_finalize (GObject *object)
{
  OfficeRoomCatalogue *self = OFFICE_ROOM_CATALOGUE (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->list);
  g_free (self->typed);

  G_OBJECT_CLASS (office_room_catalogue_parent_class)->finalize (object);
}

static void
office_room_catalogue_class_init (OfficeRoomCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_room_catalogue_finalize;
}

static void
office_room_catalogue_init (OfficeRoomCatalogue *self)
{
  self->list = office_list_new (OFFICE_TYPE_ROOM);
  office_list_forward (self->list, G_LIST_MODEL (self));
  self->typed = g_strdup ("");
}

/**
 * office_room_catalogue_new:
 * @session: an office
 *
 * Returns: (transfer full): its rooms
 */
OfficeRoomCatalogue *
office_room_catalogue_new (OfficeSession *session)
{
  OfficeRoomCatalogue *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_ROOM_CATALOGUE, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session->replica, "changed", G_CALLBACK (on_book_changed), self, G_CONNECT_SWAPPED);
  build (self);
  return self;
}

/**
 * office_room_catalogue_set_text:
 * @self: a catalogue
 * @text: what is looked for; "": all
 */
void
office_room_catalogue_set_text (OfficeRoomCatalogue *self, const char *text)
{
  g_return_if_fail (OFFICE_IS_ROOM_CATALOGUE (self));
  g_return_if_fail (text != NULL);

  g_free (self->typed);
  self->typed = office_text_fold (text);
  build (self);
}
