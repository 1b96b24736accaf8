/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-emoji.h"

#include <gio/gio.h>
#include <string.h>

/*
 * The names that people know from other programs stand here; all the rest comes with GTK, as the data of its emoji chooser.
 * That is private to GTK and has changed its form once, so that each form is tried, and without any the table below is all
 * there is.
 */
#define GTK_DATA "/org/gtk/libgtk/emoji/en.data"

static const struct {
  const char *emoji;
  const char *name;
  const char *words;
} everyday[] = {
  { "👍", "+1", "thumbs_up thumbsup yes ok like agree" },
  { "👎", "-1", "thumbs_down thumbsdown no dislike" },
  { "😄", "smile", "happy laugh grin" },
  { "😂", "joy", "tears laugh lol" },
  { "❤️", "heart", "love red" },
  { "🎉", "tada", "party hooray celebrate congratulations" },
  { "🙏", "pray", "thanks thank you please folded hands" },
  { "✅", "white_check_mark", "done check tick ok" },
  { "👀", "eyes", "look see watching" },
  { "🚀", "rocket", "ship launch" },
  { "🔥", "fire", "hot lit" },
  { "😀", "grinning", "smile happy" },
  { "😊", "blush", "smile happy warm" },
  { "🙂", "slightly_smiling_face", "smile" },
  { "😉", "wink", "" },
  { "😍", "heart_eyes", "love" },
  { "😅", "sweat_smile", "relief phew" },
  { "🤣", "rofl", "laugh rolling floor" },
  { "😆", "laughing", "satisfied haha" },
  { "😁", "grin", "smile teeth" },
  { "😎", "sunglasses", "cool" },
  { "🤔", "thinking", "hmm think" },
  { "🤷", "shrug", "whatever dunno" },
  { "🤦", "facepalm", "" },
  { "😢", "cry", "sad tear" },
  { "😭", "sob", "cry sad" },
  { "😞", "disappointed", "sad" },
  { "😠", "angry", "mad" },
  { "😡", "rage", "angry mad" },
  { "😱", "scream", "shock fear" },
  { "😮", "open_mouth", "wow surprise" },
  { "😬", "grimacing", "awkward" },
  { "🙄", "roll_eyes", "" },
  { "😴", "sleeping", "tired zzz" },
  { "🤒", "face_with_thermometer", "ill sick" },
  { "🤯", "exploding_head", "mind blown" },
  { "🥳", "partying_face", "party birthday" },
  { "🥲", "smiling_face_with_tear", "" },
  { "😇", "innocent", "angel halo" },
  { "🤗", "hugs", "hug" },
  { "🤝", "handshake", "deal agree" },
  { "👏", "clap", "applause bravo" },
  { "🙌", "raised_hands", "hooray praise" },
  { "👋", "wave", "hello hi bye" },
  { "👌", "ok_hand", "perfect" },
  { "✌️", "v", "victory peace" },
  { "🤞", "crossed_fingers", "luck hope" },
  { "💪", "muscle", "strong flex" },
  { "👉", "point_right", "" },
  { "👇", "point_down", "" },
  { "☝️", "point_up", "" },
  { "💯", "100", "hundred perfect" },
  { "⭐", "star", "favourite" },
  { "✨", "sparkles", "new shiny" },
  { "⚡", "zap", "fast lightning" },
  { "💡", "bulb", "idea" },
  { "⚠️", "warning", "careful attention" },
  { "❌", "x", "no wrong cross" },
  { "❓", "question", "" },
  { "❗", "exclamation", "important" },
  { "🚫", "no_entry_sign", "forbidden" },
  { "🐛", "bug", "" },
  { "🔧", "wrench", "tool fix" },
  { "🔒", "lock", "secure" },
  { "📌", "pushpin", "pin" },
  { "📎", "paperclip", "attachment" },
  { "📝", "memo", "note write" },
  { "📅", "date", "calendar day" },
  { "⏰", "alarm_clock", "time reminder" },
  { "⏳", "hourglass", "wait" },
  { "📢", "loudspeaker", "announcement" },
  { "📞", "telephone_receiver", "call phone" },
  { "💻", "computer", "laptop" },
  { "🏠", "house", "home" },
  { "🏢", "office", "work building" },
  { "🚆", "train", "rail" },
  { "🚗", "car", "drive" },
  { "✈️", "airplane", "flight travel" },
  { "🌴", "palm_tree", "holiday vacation" },
  { "☀️", "sunny", "sun weather" },
  { "🌧️", "rain", "weather" },
  { "❄️", "snowflake", "cold winter" },
  { "☕", "coffee", "break" },
  { "🍺", "beer", "" },
  { "🍻", "beers", "cheers" },
  { "🍕", "pizza", "food lunch" },
  { "🍰", "cake", "" },
  { "🎂", "birthday", "cake" },
  { "🎁", "gift", "present" },
  { "💐", "bouquet", "flowers" },
  { "🌹", "rose", "flower" },
  { "🐱", "cat", "" },
  { "🐶", "dog", "" },
  { "🦄", "unicorn", "" },
  { "💩", "poop", "" },
  { "💔", "broken_heart", "" },
  { "💙", "blue_heart", "" },
  { "💚", "green_heart", "" },
  { "💛", "yellow_heart", "" },
  { "🖤", "black_heart", "" },
  { "🏆", "trophy", "win" },
  { "🥇", "first_place_medal", "gold win" },
  { "🎯", "dart", "target goal" },
  { "📈", "chart_increasing", "growth up" },
  { "📉", "chart_decreasing", "down" },
  { "♻️", "recycle", "" },
  { "🆗", "ok", "" },
  { "🆕", "new", "" },
  { "➕", "heavy_plus_sign", "plus add" },
  { "➖", "heavy_minus_sign", "minus" },
};

static GHashTable *by_name; /* name → emoji, of the offers */
static GHashTable *offered; /* emoji */

/* One that is offered under its everyday name is known by its other name as well. */
static void
add (GPtrArray *offers, const char *emoji, const char *name, const char *words)
{
  OfficeOffer *offer;

  if (g_hash_table_contains (by_name, name))
    return;
  g_hash_table_insert (by_name, g_strdup (name), g_strdup (emoji));
  if (!g_hash_table_add (offered, g_strdup (emoji)))
    return;
  offer = office_offer_new (name, words, emoji);
  offer->glyph = g_strdup (emoji);
  g_ptr_array_add (offers, offer);
}

/* "Flag: Cape Verde" → "flag_cape_verde" */
static char *
make_short_name (const char *name)
{
  GString *short_name = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (short_name, g_unichar_tolower (c));
      else if (short_name->len > 0 && short_name->str[short_name->len - 1] != '_' && c != 0x2019 && c != '\'')
        g_string_append_c (short_name, '_');
    }
  if (short_name->len > 0 && short_name->str[short_name->len - 1] == '_')
    g_string_truncate (short_name, short_name->len - 1);
  return g_string_free (short_name, FALSE);
}

/* A zero stands where a colour of the skin can be put. A sign that is also a letter's neighbour says that it is a picture. */
static char *
make_emoji (GVariant *codes)
{
  GString *emoji = g_string_new (NULL);
  const gsize n = g_variant_n_children (codes);
  guint32 code = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_variant_get_child (codes, i, "u", &code);
      if (code != 0 && g_unichar_validate (code))
        g_string_append_unichar (emoji, code);
    }
  if (n == 1 && code < 0x1f000)
    g_string_append_unichar (emoji, 0xfe0f);
  return g_string_free (emoji, FALSE);
}

static void
add_of_gtk (GPtrArray *offers, GVariant *data, gsize words_at)
{
  for (gsize i = 0; i < g_variant_n_children (data); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (data, i);
      g_autoptr (GVariant) codes = g_variant_get_child_value (entry, 0);
      g_autoptr (GVariant) name = g_variant_get_child_value (entry, 1);
      g_autoptr (GVariant) words = g_variant_get_child_value (entry, words_at);
      g_autofree const char **list = g_variant_get_strv (words, NULL);
      g_autofree char *joined = g_strjoinv (" ", (char **) list);
      g_autofree char *short_name = make_short_name (g_variant_get_string (name, NULL));
      g_autofree char *emoji = make_emoji (codes);

      if (*short_name != '\0' && *emoji != '\0')
        add (offers, emoji, short_name, joined);
    }
}

static void
read_gtk (GPtrArray *offers)
{
  static const struct {
    const char *type;
    gsize words_at;
  } forms[] = {
    { "a(ausasu)", 2 },    /* until 4.8: codes, name, keywords, group */
    { "a(aussasasu)", 3 }, /* since: the English name and keywords, then those of a language */
  };
  g_autoptr (GBytes) bytes = g_resources_lookup_data (GTK_DATA, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; bytes != NULL && i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GVariant) data = g_variant_ref_sink (
          g_variant_new_from_bytes (G_VARIANT_TYPE (forms[i].type), bytes, FALSE));

      if (!g_variant_is_normal_form (data))
        continue;
      add_of_gtk (offers, data, forms[i].words_at);
      return;
    }
  g_info ("The emoji of this GTK cannot be read; only the everyday ones are completed");
}

/**
 * office_emoji_get_offers:
 *
 * Returns: (transfer none) (element-type OfficeOffer): all emoji, the everyday ones first
 */
GPtrArray *
office_emoji_get_offers (void)
{
  static GPtrArray *offers = NULL;

  if (offers != NULL)
    return offers;
  by_name = g_hash_table_new (g_str_hash, g_str_equal);
  offered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  offers = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (everyday); i++)
    add (offers, everyday[i].emoji, everyday[i].name, everyday[i].words);
  read_gtk (offers);
  return offers;
}

/**
 * office_emoji_find:
 * @name: a short name without its colons
 *
 * Returns: (transfer none) (nullable): the emoji
 */
const char *
office_emoji_find (const char *name)
{
  office_emoji_get_offers ();
  return g_hash_table_lookup (by_name, name);
}
